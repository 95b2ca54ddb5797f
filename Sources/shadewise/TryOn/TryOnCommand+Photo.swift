import ArgumentParser
import Imaging
import Inputs
import Reports
import ShadeCatalog
import SkinTone

extension TryOnCommand {
    /// The photo as it was read.
    struct ReadPhoto {
        let encoded: EncodedImage
        let analysis: PhotoAnalysis
        /// What `analyze` would say of it.
        let report: AnalysisReport
    }

    /// Reads the photo; refuses one that is not good enough.
    func read(with analyzer: PhotoAnalyzer, catalog: ShadeCatalog) throws -> ReadPhoto {
        let reader = PhotoReader(
            analyzer: analyzer, landmarks: nil, reference: nil, matching: nil, format: output.format)
        let file = PhotoFile(path: image)
        var versions = reader.versions
        versions.catalog = catalog.version
        let read: ReadPhoto
        do throws(AnalysisError) {
            let analysis = try reader.analysis(of: file)
            read = ReadPhoto(
                encoded: try file.opened.get().encoded, analysis: analysis,
                report: AnalysisReport(path: image, analysis: analysis, versions: versions))
        } catch {
            throw fail(reader, file, error)
        }
        guard force || read.analysis.capture.isUsable else {
            let advice = read.analysis.capture.refusals.map(\.advice).joined(separator: " ")
            tell(read, "photo_not_usable", advice)
            Terminal.complain(
                PhotoReader.refusal(of: image, read.analysis.capture, to: "try on")
                    + " (--force goes on all the same)")
            throw ExitCode(1)
        }
        return read
    }

    private func fail(_ reader: PhotoReader, _ file: PhotoFile, _ error: AnalysisError) -> ExitCode {
        let (report, complaint) = reader.failure(of: file, error)
        if output.format == .json { print(jsonLine(report)) }
        Terminal.complain(complaint)
        return ExitCode(1)
    }

    /// Says why nothing was put on, to programs with what was read of the photo.
    func refusal(of read: ReadPhoto, _ code: String, _ message: String) -> ExitCode {
        tell(read, code, message)
        Terminal.complain("\(Terminal.safe(image)): \(code): \(message)")
        return ExitCode(1)
    }

    private func tell(_ read: ReadPhoto, _ code: String, _ message: String) {
        guard output.format == .json else { return }
        var report = read.report
        report.error = AnalysisReport.Failure(code: code, message: message)
        print(jsonLine(report))
    }

    /// The photo to put products on.
    func photo(of read: ReadPhoto) throws -> TriedPhoto {
        do throws(ImagingError) {
            return hasPanels
                ? try TriedPhoto(panelOf: read.encoded, read.analysis)
                : try TriedPhoto(whole: read.encoded, read.analysis)
        } catch {
            throw refusal(of: read, error.code.rawValue, error.message)
        }
    }

    /// The picture as a file: the photo with something on it in the photo's own colours, with its profile; others in sRGB.
    func encoded(_ picture: RGBImage, of photo: inout TriedPhoto, as format: ImageFormat) throws -> [UInt8] {
        do throws(ImagingError) {
            guard !mask, var whole = photo.whole else { return try picture.encoded(as: format, quality: 95) }
            // Moved out, so that its pixels are changed in place.
            photo.whole = nil
            let file = try whole.encode(picture, as: format, quality: 95)
            if file.losesProfile {
                Terminal.complain(
                    "the photo's profile does not fit \(format.rawValue): the whole picture is written as sRGB")
            }
            return file.bytes
        } catch {
            Terminal.complain(error.message)
            throw ExitCode(1)
        }
    }
}
