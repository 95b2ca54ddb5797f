internal import CExpat

/// Cuts RSS or Atom into items, one at a time: expat's callbacks behind a call that gives the next item.
///
/// Entities a document declares for itself are refused, those it refers to are never fetched, and depth, names and
/// texts are bounded.
final class XMLItemParser {
    struct Field {
        var name: [UInt8]
        /// In `text`.
        var range: Range<Int>
        var position: FeedPosition
    }

    enum Step {
        case item
        /// All given bytes are used up.
        case hungry
        /// Nothing can be read behind this.
        case fault(FeedPosition, String)
    }

    static var depthLimit: Int { 64 }

    /// The item's texts, one after the other.
    private(set) var text: [UInt8] = []
    private(set) var fields: [Field] = []
    /// Where the item starts.
    private(set) var position = FeedPosition.start
    /// What makes the item useless.
    private(set) var itemFault: (position: FeedPosition, message: String)?

    private let parser: XML_Parser?
    private var depth = 0
    private(set) var hasElements = false
    /// The item's depth, while in one.
    private var itemDepth: Int?
    private var isFieldOpen = false
    private var fieldStart = 0
    private var fieldName: [UInt8] = []
    private var fieldPosition = FeedPosition.start
    private var refusal: String?
    private var given = 0

    init() {
        parser = XML_ParserCreate(nil)
        guard let parser else { return }
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { context, name, attributes in XMLItemParser.of(context)?.start(name, attributes) },
            { context, _ in XMLItemParser.of(context)?.end() })
        XML_SetCharacterDataHandler(parser) { context, bytes, count in
            XMLItemParser.of(context)?.add(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        XML_SetEntityDeclHandler(parser) { context, _, _, _, _, _, _, _, _ in
            XMLItemParser.of(context)?.refuse("the document declares entities of its own: write the characters instead")
        }
    }

    deinit { XML_ParserFree(parser) }

    private static func of(_ context: UnsafeMutableRawPointer?) -> XMLItemParser? {
        context.map { Unmanaged<XMLItemParser>.fromOpaque($0).takeUnretainedValue() }
    }
}

extension XMLItemParser {
    /// Gives bytes; only when `resume()` or the last call said that it is hungry.
    func parse(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> Step {
        given += bytes.count
        // Into expat's own buffer, which it can go on reading after an item made it pause.
        guard let parser, let buffer = XML_GetBuffer(parser, Int32(max(1, bytes.count))) else {
            return .fault(place, "there is no memory to read the XML")
        }
        bytes.withUnsafeBytes {
            buffer.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(buffer), byteCount: $0.count)
        }
        return step(XML_ParseBuffer(parser, Int32(bytes.count), isLast ? 1 : 0))
    }

    /// Goes on behind an item.
    func resume() -> Step { step(XML_ResumeParser(parser)) }

    private func step(_ status: XML_Status) -> Step {
        switch status {
        case XML_STATUS_SUSPENDED: return .item
        case XML_STATUS_OK:
            // A tag, a comment or the like is one piece to expat, and held until it ends.
            let pending = given - Int(XML_GetCurrentByteIndex(parser))
            if pending > DelimitedFeed.rowLimit {
                return .fault(place, "a tag or a comment is longer than \(DelimitedFeed.rowLimit >> 10) KiB")
            }
            return .hungry
        default: return .fault(place, refusal ?? message(XML_GetErrorCode(parser)))
        }
    }

    private func message(_ code: XML_Error) -> String {
        switch code {
        case XML_ERROR_NO_ELEMENTS where !hasElements:
            return "the file is empty: write RSS or Atom with an item a shade"
        case XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_UNCLOSED_CDATA_SECTION,
            XML_ERROR_PARTIAL_CHAR:
            return "the XML ends too early: the file is cut off"
        case XML_ERROR_TAG_MISMATCH:
            return "a closing tag does not fit the one opened last: nothing behind it can be read"
        case XML_ERROR_UNDEFINED_ENTITY:
            return "the entity is unknown in XML: write the character itself, or & as &amp;"
        case XML_ERROR_INVALID_TOKEN:
            return "a character cannot stand here: write & as &amp; and < as &lt;, and save the file as UTF-8"
        case XML_ERROR_UNKNOWN_ENCODING, XML_ERROR_INCORRECT_ENCODING:
            return "the encoding named in the first line is not known or not the file's: save the file as UTF-8"
        default:
            let text = XML_ErrorString(code).map { String(cString: $0) } ?? "unknown"
            return "the XML is not well formed (\(text)): nothing behind it can be read"
        }
    }

    /// Where expat is, in lines and characters.
    private var place: FeedPosition {
        FeedPosition(
            line: Int(XML_GetCurrentLineNumber(parser)), lineStart: -1, offset: Int(XML_GetCurrentColumnNumber(parser)))
    }
}

extension XMLItemParser {
    private typealias Characters = UnsafePointer<CChar>

    private func start(_ name: Characters?, _ attributes: UnsafeMutablePointer<Characters?>?) {
        depth += 1
        hasElements = true
        guard depth <= Self.depthLimit, let name else {
            return refuse("elements nest deeper than \(Self.depthLimit): flatten them")
        }
        guard let itemDepth else {
            if Self.isItem(name) { startItem() }
            return
        }
        guard depth == itemDepth + 1 else { return }
        isFieldOpen = true
        fieldStart = text.count
        fieldPosition = place
        fieldName.removeAll(keepingCapacity: true)
        var byte = name
        while byte.pointee != 0, fieldName.count < Self.nameLimit {
            fieldName.append(UInt8(bitPattern: byte.pointee))
            byte += 1
        }
        if fieldName.elementsEqual("link".utf8) { addAddress(attributes) }
    }

    /// Atom writes a link's address as an attribute, and several links of other kinds.
    private func addAddress(_ attributes: UnsafeMutablePointer<Characters?>?) {
        guard var pair = attributes else { return }
        var address: Characters?
        var isOwn = true
        while let name = pair[0], let value = pair[1] {
            if equal(name, "href") { address = value }
            if equal(name, "rel"), !equal(value, "alternate") { isOwn = false }
            pair += 2
        }
        if isOwn, var byte = address {
            while byte.pointee != 0, text.count - fieldStart <= DelimitedFeed.fieldLimit {
                text.append(UInt8(bitPattern: byte.pointee))
                byte += 1
            }
        }
    }

    private func startItem() {
        itemDepth = depth
        position = place
        itemFault = nil
        text.removeAll(keepingCapacity: true)
        fields.removeAll(keepingCapacity: true)
    }

    private func end() {
        defer { depth -= 1 }
        guard let itemDepth else { return }
        if depth == itemDepth + 1, isFieldOpen {
            isFieldOpen = false
            fields.append(Field(name: fieldName, range: fieldStart..<text.count, position: fieldPosition))
        } else if depth == itemDepth {
            self.itemDepth = nil
            XML_StopParser(parser, 1)
        }
    }

    private func add(_ characters: UnsafeBufferPointer<CChar>) {
        guard isFieldOpen, let itemDepth, depth == itemDepth + 1, itemFault == nil else { return }
        if text.count - fieldStart + characters.count > DelimitedFeed.fieldLimit
            || text.count + characters.count > DelimitedFeed.rowLimit
        {
            itemFault = (
                fieldPosition,
                "the field is longer than \(DelimitedFeed.fieldLimit >> 10) KiB, or its item than "
                    + "\(DelimitedFeed.rowLimit >> 10): shorten it"
            )
            return
        }
        // Line breaks are layout in XML.
        for character in characters {
            let byte = UInt8(bitPattern: character)
            text.append(byte == 0x0A || byte == 0x0D || byte == 0x09 ? 0x20 : byte)
        }
    }

    private func refuse(_ message: String) {
        if refusal == nil { refusal = message }
        XML_StopParser(parser, 0)
    }

    private static func isItem(_ name: Characters) -> Bool {
        equal(name, "item") || equal(name, "entry") || equal(name, "product") || equal(name, "offer")
    }

    private static var nameLimit: Int { 256 }
}

private func equal(_ text: UnsafePointer<CChar>, _ word: StaticString) -> Bool {
    word.withUTF8Buffer { word in
        for (index, byte) in word.enumerated() where UInt8(bitPattern: text[index]) != byte { return false }
        return text[word.count] == 0
    }
}
