internal import FaceMesh
internal import Foundation
internal import HTTPTypes
internal import Imaging
internal import Reports
internal import SkinTone
internal import Stores

/// Reads jobs' pictures when nobody waits for an answer.
///
/// Any number of programs may work on one database. Who takes a picture has it for the time of a lease, which it renews
/// while it lives; what a program that was killed had taken is taken by another when the lease ends. What came of a
/// picture is recorded by its holder alone, so once.
struct JobRunner {
    let service: Service

    /// How often a picture is taken before it is given up on.
    static let mostAttempts = 5

    /// Takes as many pictures as there are workers and reads them.
    /// - Returns: How many were taken.
    func workOnce() async throws -> Int {
        while service.pool.waiting > 0 { try await Task.sleep(for: .milliseconds(20)) }
        let (holder, lease) = (Store.newID("h"), service.options.jobLease)
        let items = try await service.store.takeJobItems(
            service.options.workers, holder: holder, at: service.clock(), lease: lease)
        guard !items.isEmpty else { return 0 }
        try await withThrowingTaskGroup(of: Void.self) { group in
            let renewal = Task {
                while true {
                    try await Task.sleep(for: .seconds(lease / 3))
                    try? await service.store.renewJobItems(of: holder, until: service.clock() + lease)
                }
            }
            defer { renewal.cancel() }
            for item in items { group.addTask { try await work(on: item) } }
            try await group.waitForAll()
        }
        return items.count
    }

    private func work(on item: JobItem) async throws {
        let outcome: (text: String, code: String?)
        do {
            guard item.attempts <= Self.mostAttempts else { throw Self.givenUp }
            outcome = (try await report(on: item), nil)
        } catch is CancellationError {
            // The service ends: another has the picture at once.
            try await uncancelled { try await service.store.putOff(item, until: service.clock()) }
            throw CancellationError()
        } catch {
            guard let failure = Self.lasting(error) ?? (item.attempts >= Self.mostAttempts ? Self.givenUp : nil) else {
                let pause = WebhookSender.pause(after: item.attempts)
                return try await service.store.putOff(item, until: service.clock() + pause)
            }
            let report = AnalysisReport(
                path: item.name, failure: .init(code: failure.code, message: failure.detail),
                versions: service.versions(catalog: nil))
            outcome = (jsonLine(PictureReport(analysis: report, number: item.number)), failure.code)
        }
        let (text, code) = outcome
        try await uncancelled {
            _ = try await service.store.finish(item, result: text, code: code, at: service.clock())
        }
    }

    /// JSON of what a picture shows.
    private func report(on item: JobItem) async throws -> String {
        let settings = try JSONDecoder().decode(JobSettings.self, from: Data(item.settings.utf8))
        let live = settings.match == nil ? nil : try await service.catalogs.catalog(of: item.tenant)
        var matching: Matching?
        if let category = settings.match, let live {
            matching = try await live.matching(category, on: service.pool)
                .with(tolerance: settings.tolerance, top: settings.top)
        }
        let bytes: [UInt8]
        if let sealed = item.sealed {
            bytes = try await service.vault.open(
                sealed, of: item.tenant, "job", item.job, String(item.number))
        } else {
            guard let path = item.path,
                let read = PictureFolder.bytes(at: path, limit: service.options.pictureBytes)
            else { throw Problem(.notFound, "unreadable_file", "The file is gone, too large, or cannot be read.") }
            bytes = read
        }
        let versions = service.versions(catalog: live)
        return try await service.selfies.read(bytes, at: place()) { [matching] analysis in
            var report = AnalysisReport(path: item.name, analysis: analysis, versions: versions)
            if let matching, analysis.capture.isUsable {
                report.match = MatchReport(matching.ranking(for: analysis), matching: matching)
            }
            return jsonLine(PictureReport(analysis: report, number: item.number))
        }
    }

    /// A place, however long it takes to get one: whoever waits for an answer goes first, and that is no try of the picture's.
    private func place() async throws -> WorkerPool.Place {
        while true {
            do { return try service.pool.place() } catch { try await Task.sleep(for: .milliseconds(20)) }
        }
    }

    /// Why a picture will not be read however often it is tried; `nil` for what may pass.
    private static func lasting(_ error: any Error) -> Problem? {
        // What the database says of others is no fault of the picture's, and a master key that is missing may be given
        // again.
        guard !(error is StoreError), let problem = Problem(error), problem.status.kind == .clientError else {
            return nil
        }
        return problem
    }

    private static let givenUp = Problem(
        .unprocessableContent, "given_up", "The picture was tried \(mostAttempts) times, without an end.")
}
