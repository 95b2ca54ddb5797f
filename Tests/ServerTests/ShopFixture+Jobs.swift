import Foundation
import Stores

@testable import Server

extension ShopFixture {
    /// A shop whose service looks for jobs often.
    static func withJobs(_ set: (inout ServerOptions) -> Void = { _ in }) async throws -> ShopFixture {
        try await ShopFixture { options in
            options.queueMilliseconds = 20
            set(&options)
        }
    }

    /// Adds the job `j_1`, which nobody works on yet.
    /// - Parameters:
    ///   - count: pictures in it.
    ///   - seconds: from now until it is due.
    func addJob(of count: Int, customer: String? = nil, dueIn seconds: Double = -1000) async throws {
        let (id, now) = ("j_1", Date().timeIntervalSince1970)
        let selfie = try Self.selfie()
        var pictures: [Job.Picture] = []
        for number in 1...count {
            let sealed = try await application.service.vault.seal(selfie, of: Self.tenant, "job", id, String(number))
            pictures.append(Job.Picture(name: "\(number).jpg", sealed: sealed))
        }
        try await store.add(
            Job(
                id: id, customer: customer, created: now + seconds, expires: now + 864_000,
                settings: #"{"top": 5, "tolerance": 2}"#, total: count), pictures: pictures, of: Self.tenant)
    }

    var jobRunner: JobRunner { JobRunner(service: application.service) }
}
