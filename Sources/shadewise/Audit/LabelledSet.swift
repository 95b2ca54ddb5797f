import ColorScience
import Foundation
import Imaging
import Inputs
import ShadeCatalog

/// Photos whose people's skin was measured: the manifest's columns `path`, `L`, `a` and `b`.
struct LabelledSet: AuditSet {
    private struct Row: Sendable {
        var name: String
        var file: FileName
        var truth: Lab<D65>
    }

    private let manifest: String
    private let rows: [Row]
    /// Rows that name no photo or no colour, in words.
    let faults: [String]

    /// - Throws: `CatalogError` when the manifest cannot be read, or its header lacks a column.
    init(manifest path: String) throws(CatalogError) {
        // A person may have many photos.
        var reader = try MeasurementReader(path: path, namesRows: false)
        guard reader.has(column: "path") else {
            throw CatalogError(
                code: .invalidMeasurement,
                message: "the header of \(path) lacks path: name the columns in its first line, such as path,L,a,b")
        }
        var (rows, faults): ([Row], [String]) = ([], [])
        while let item = try reader.next() {
            switch item {
            case .issue(let issue, _): faults.append(issue.description(file: path))
            case .measurement(let measured):
                guard let name = measured.path else {
                    faults.append("\(path): \(measured.id): the row has no path")
                    continue
                }
                rows.append(
                    Row(
                        name: name, file: ManifestSource.resolved(FileName(name.utf8), in: path), truth: measured.lab))
            }
        }
        manifest = path
        (self.rows, self.faults) = (rows, faults)
    }

    var count: Int { rows.count }

    var description: AuditDescription {
        AuditDescription(kind: .labelled, manifest: URL(filePath: manifest).lastPathComponent)
    }

    func photo(_ index: Int) -> AuditPhoto {
        let row = rows[index]
        return AuditPhoto(
            name: row.name, truth: row.truth,
            encoded: Result { () throws(ImagingError) in try EncodedImage(contentsOf: row.file.bytes) })
    }
}
