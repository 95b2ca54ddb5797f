import CLittleCMS

/// One lcms2 context: what is made in it shares nothing with other threads.
final class ColorContext {
    let handle: cmsContext

    init?() {
        guard let handle = cmsCreateContext(nil, nil) else { return nil }
        self.handle = handle
    }

    deinit { cmsDeleteContext(handle) }
}
