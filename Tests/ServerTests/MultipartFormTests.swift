import Testing

@testable import Server

struct MultipartFormTests {
    private static func form(
        _ disposition: String = #"form-data; name="selfie""#, before preamble: String = "",
        type: String = "multipart/form-data; boundary=edge"
    ) throws -> MultipartForm {
        let body = "\(preamble)--edge\r\nContent-Disposition: \(disposition)\r\n\r\nbytes\r\n--edge--\r\n"
        return try MultipartForm(Array(body.utf8), type: type)
    }

    /// - Source: RFC 2046, 5.1.1.
    @Test(arguments: ["", "\r\n", "This is a form.\r\n", "Not --edge, nor\r\n--edg\r\n"])
    func whatComesBeforeTheFirstBoundaryIsForNobody(_ preamble: String) throws {
        #expect(try Self.form(before: preamble).part("selfie").map { Array($0) } == Array("bytes".utf8))
    }

    @Test func aBoundaryBeginsALine() throws {
        #expect(try Self.form(before: "not at a line's beginning: ").files.isEmpty)
    }

    @Test(arguments: [
        (#""a.jpg""#, "a.jpg"), ("a.jpg", "a.jpg"), (#""a;b=c.jpg""#, "a;b=c.jpg"),
        (#""a; name=x.jpg""#, "a; name=x.jpg"),
        (#""a\"b;c.jpg""#, #"a"b;c.jpg"#), (#""C:\photos\a.jpg""#, #"C:\photos\a.jpg"#), ("\"\"", ""),
    ])
    func aFilesNameIsWhatItsQuotesHold(_ written: String, _ name: String) throws {
        for disposition in [
            #"form-data; name="selfie"; filename=\#(written)"#, #"form-data; filename=\#(written); name="selfie""#,
        ] {
            let form = try Self.form(disposition)
            #expect(form.files.map(\.name) == [name])
            #expect(try form.part("selfie") != nil)
        }
    }

    @Test(arguments: ["multipart/form-data; boundary=\"edge\"", "multipart/form-data; charset=\"a;b\"; boundary=edge"])
    func aBoundaryMayStandInQuotes(_ type: String) throws { #expect(try Self.form(type: type).files.count == 1) }
}
