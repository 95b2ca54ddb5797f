import HTTPTypes
import Testing

@testable import Server

struct SignInThrottleTests {
    private static let login = SignInThrottle.Name.login(tenant: "shop", "kim")

    private func wait(_ throttle: SignInThrottle, _ names: [SignInThrottle.Name], at time: Double) -> Int {
        do { try throttle.admit(names, at: time) } catch { return Int(error.headers[.retryAfter] ?? "") ?? -1 }
        return 0
    }

    @Test func pausesGrowAfterFiveTries() {
        let throttle = SignInThrottle()
        for _ in 0..<5 { #expect(wait(throttle, [Self.login], at: 100) == 0) }
        var now = 100.0
        for pause in [30, 60, 120, 240, 480, 900, 900] {
            #expect(wait(throttle, [Self.login], at: now) == pause)
            // What was refused makes nobody wait longer.
            #expect(wait(throttle, [Self.login], at: now + Double(pause) - 1) == 1)
            now += Double(pause)
            #expect(wait(throttle, [Self.login], at: now) == 0)
        }
        #expect(wait(throttle, [.login(tenant: "other", "kim")], at: now) == 0)
        #expect(wait(throttle, [Self.login], at: now + 86_401) == 0)
        #expect(throttle.count(of: Self.login) == 1)
    }

    @Test func anAddressHasMoreTriesAndALoginOfOneThatSignedInBeginsAnew() {
        let throttle = SignInThrottle()
        let address = SignInThrottle.Name.address("192.0.2.1")
        for number in 0..<20 {
            #expect(wait(throttle, [.login(tenant: "shop", "\(number)"), address], at: 0) == 0)
        }
        #expect(wait(throttle, [.login(tenant: "shop", "more"), address], at: 0) == 30)
        throttle.forgive([address])
        #expect(wait(throttle, [address], at: 0) == 0)
        for _ in 0..<4 { _ = wait(throttle, [Self.login], at: 0) }
        throttle.forget(Self.login)
        for _ in 0..<5 { #expect(wait(throttle, [Self.login], at: 0) == 0) }
    }

    @Test func memoryIsBoundedAndTheLatestStay() {
        let throttle = SignInThrottle(most: 100)
        for number in 0..<1000 {
            for _ in 0..<5 { _ = wait(throttle, [.login(tenant: "shop", "\(number)")], at: Double(number)) }
        }
        #expect(throttle.count(of: .login(tenant: "shop", "999")) == 5)
        #expect(throttle.count(of: .login(tenant: "shop", "1")) == 0)
    }
}
