/// The names under which shops and the programs they use write each column.
///
/// - Source: Google Merchant Center's product data specification; Shopify's product CSV; names seen in public data
///   sets.
enum ColumnNames {
    /// In order of trust: where a feed has several, a later one speaks where an earlier one is empty.
    static func names(of column: CatalogColumn) -> [String] {
        switch column {
        case .sku:
            [
                "sku", "variantsku", "itemsku", "skuid", "id", "itemid", "offerid", "variantid", "articlenumber",
                "articleno", "gtin", "ean", "upc", "barcode", "variantbarcode", "mpn",
            ]
        case .brand: ["brand", "brandname", "vendor", "manufacturer", "marke", "marque"]
        case .product: ["product", "productname", "producttitle", "productline", "title", "itemname", "line"]
        case .shade:
            [
                "shade", "shadename", "shadelabel", "colorname", "colourname", "color", "colour", "variant",
                "varianttitle", "variantname", "tone", "farbe", "teinte", "nuance",
            ]
        case .shadeCode:
            ["shadecode", "shadenumber", "shadeno", "specific", "colornumber", "colournumber", "shadeid"]
        case .category: ["category", "producttype", "type", "categories"]
        case .taxonomy: ["taxonomy", "productcategory", "googleproductcategory"]
        case .lightness: ["l", "labl", "lstar", "cielabl"]
        case .a: ["a", "laba", "astar", "cielaba"]
        case .b: ["b", "labb", "bstar", "cielabb"]
        case .labSD: ["labsd", "labuncertainty"]
        case .provenance: ["provenance"]
        case .hex:
            [
                "hex", "hexcode", "hexcolor", "hexcolour", "colorhex", "colourhex", "shadehex", "swatchhex", "hexvalue",
                "swatchcolor", "swatchcolour", "colorcode", "colourcode",
            ]
        case .picture:
            [
                "picture", "swatchimage", "swatchurl", "swatchimageurl", "swatchlink", "variantimage", "imagelink",
                "imageurl", "imgsrc", "imagesrc", "imgurl", "image", "img", "photo",
            ]
        case .group: ["group", "itemgroupid", "groupid", "parentsku", "parentid", "handle", "productid"]
        case .description: ["description", "shadedescription", "imgalt", "imagealttext", "alt"]
        case .finish: ["finish"]
        case .coverage: ["coverage"]
        case .formula: ["formula", "productformula"]
        case .wear: ["wear", "weartime", "wearhours", "hoursofwear"]
        case .skinTypes: ["skintypes", "skintype", "suitableskintypes", "recommendedskintype"]
        case .price: ["price", "variantprice", "regularprice", "listprice"]
        case .currency: ["currency", "currencycode", "pricecurrency"]
        case .undertone: ["undertone", "undertones"]
        case .depth: ["depth", "shadedepth"]
        case .vegan: ["vegan", "isvegan"]
        case .fragranceFree: ["fragrancefree", "isfragrancefree"]
        case .allergens: ["allergens"]
        case .stock:
            ["stock", "quantity", "qty", "inventory", "variantinventoryqty", "stockquantity", "inventoryquantity"]
        case .availability: ["availability", "instock", "stockstatus", "available"]
        case .url: ["url", "link", "producturl", "productlink", "pageurl"]
        }
    }

    /// The column a name stands for, and how far down the column's list it is.
    static let all: [String: (column: CatalogColumn, rank: Int)] = {
        var all: [String: (column: CatalogColumn, rank: Int)] = [:]
        for column in CatalogColumn.allCases {
            for (rank, name) in names(of: column).enumerated() { all[name] = (column, rank) }
        }
        return all
    }()

    /// A name without case, punctuation and Google's prefix: `g:image_link`, `Image Link` and `imageLink` are one.
    static func normalized(_ name: some StringProtocol) -> String {
        let lower = name.lowercased()
        let bare = lower.hasPrefix("g:") ? lower.dropFirst(2) : lower[...]
        return String(String.UnicodeScalarView(bare.unicodeScalars.filter(\.properties.isAlphanumeric)))
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isAlphanumeric: Bool { isAlphabetic || numericType != nil }
}
