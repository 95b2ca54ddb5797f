internal import FaceMesh
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Imaging
internal import SkinTone

/// Takes a selfie out of a request, and reads it.
struct SelfieReader: Sendable {
    let analyzer: PhotoAnalyzer
    let bodies: BodyReader
    let pool: WorkerPool
    let metrics: Metrics
    /// Bytes of an upload, at most.
    let limit: Int

    /// The picture's bytes: the body, or a form's part `selfie`.
    func picture(in request: Request) async throws -> [UInt8] {
        // What would only be refused need not be read.
        guard !pool.isFull else { throw Problem.busy("All workers are busy") }
        let bytes = try await bodies.bytes(of: request, limit: limit)
        guard let type = request.headers[.contentType], type.lowercased().hasPrefix("multipart/form-data") else {
            return bytes
        }
        guard let selfie = try MultipartForm(bytes, type: type).part("selfie") else {
            throw Problem.invalid("The form has no part `selfie` with a JPEG or PNG in it.")
        }
        return Array(selfie)
    }

    /// Reads a selfie on a worker, and does with the reading what else takes processor time.
    /// - Throws: `AnalysisError`, `overloaded`, and what `then` throws.
    func read<Value: Sendable>(
        _ bytes: [UInt8], then: @escaping @Sendable (PhotoAnalysis) throws -> Value
    ) async throws -> Value {
        try await pool.run { [analyzer, metrics] in
            let analysis: PhotoAnalysis
            do throws(AnalysisError) {
                let encoded: EncodedImage
                do throws(ImagingError) { encoded = try EncodedImage(bytes: bytes) } catch {
                    throw AnalysisError(error)
                }
                analysis = try analyzer.analyze(encoded)
            } catch {
                metrics.countRefusal(error.code.string)
                throw error
            }
            metrics.time("decode", analysis.timing.decode)
            metrics.time("face", analysis.timing.face)
            metrics.time("skin", analysis.timing.skin)
            return try then(analysis)
        }
    }
}
