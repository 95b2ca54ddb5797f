internal import FaceMesh
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

    /// What would only be refused need not be read.
    /// - Throws: `overloaded`.
    func admit() throws(Problem) {
        guard !pool.isFull else { throw WorkerPool.full }
    }

    /// A photo that has arrived, and where it waits to be read. A body that is still coming has no place yet, or slow
    /// clients would take them all.
    struct Selfie: Sendable {
        let bytes: [UInt8]
        let place: WorkerPool.Place
    }

    /// The body, or a form's part `selfie`.
    /// - Throws: also `overloaded`.
    func picture(in request: Request, _ context: ServerContext) async throws -> Selfie {
        if request.mediaType == "multipart/form-data" { return try await form(in: request, context).selfie }
        let bytes = try await bodies.bytes(of: request, limit: limit, holding: context.bodyHold)
        return Selfie(bytes: bytes, place: try place(for: context))
    }

    /// A form, and its part `selfie`.
    /// - Throws: also `overloaded`.
    func form(in request: Request, _ context: ServerContext) async throws -> (form: MultipartForm, selfie: Selfie) {
        let bytes = try await bodies.bytes(of: request, limit: limit, holding: context.bodyHold)
        let form = try MultipartForm(bytes, type: request.headers[.contentType] ?? "")
        guard let selfie = try form.part("selfie") else {
            throw Problem.invalid("The form has no part `selfie` with a JPEG or PNG in it.")
        }
        // Before it is copied.
        let place = try self.place(for: context)
        return (form, Selfie(bytes: Array(selfie), place: place))
    }

    /// The one that its request has taken already, or one that is free.
    private func place(for context: ServerContext) throws(Problem) -> WorkerPool.Place {
        if let place = context.place { return place }
        return try pool.place()
    }

    /// Reads a photo on a worker, and does with the reading what else takes processor time.
    /// - Parameter place: where it waits.
    /// - Throws: `AnalysisError`, and what `then` throws.
    func read<Value: Sendable>(
        _ bytes: [UInt8], at place: WorkerPool.Place, then: @escaping @Sendable (PhotoAnalysis) throws -> Value
    ) async throws -> Value {
        try await pool.run(at: place) { [analyzer, metrics] in
            let analysis: PhotoAnalysis
            do throws(AnalysisError) {
                let encoded: EncodedImage
                do throws(ImagingError) { encoded = try EncodedImage(bytes: bytes, limits: .uploads) } catch {
                    throw AnalysisError(error)
                }
                analysis = try analyzer.analyze(encoded)
            } catch {
                metrics.countRefusal(error.code.string)
                throw error
            }
            let timing = analysis.timing
            metrics.time([("decode", timing.decode), ("face", timing.face), ("skin", timing.skin)])
            return try then(analysis)
        }
    }
}
