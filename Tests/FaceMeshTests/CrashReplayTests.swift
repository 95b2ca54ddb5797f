import FaceMesh
import TestSupport
import Testing

/// What fuzzing once found, again: a clear error or a network that runs.
struct CrashReplayTests {
    @Test(arguments: SavedCrash.all("tflite"))
    func network(_ crash: SavedCrash) {
        guard let error = HostileNetworkTests.load(crash.bytes) else { return }
        #expect([.modelUnreadable, .modelUnsupported].contains(error.code) && !error.message.isEmpty)
    }
}
