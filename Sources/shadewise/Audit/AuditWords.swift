import ColorScience
import ShadeCatalog
import SkinTone

/// What an audit's figures are called, on the terminal and on the page.
enum AuditWords {
    static let text = Wording(yaml: PackageResources.audit_report_yaml)

    static func set(_ set: AuditDescription, photos: Int) -> String {
        let size = (set.size ?? []).map(String.init).joined(separator: "×")
        let values = [
            "photos": Figure.count(photos), "perGroup": Figure.count(set.perGroup ?? 0), "seed": "\(set.seed ?? 0)",
            "fold": set.fold ?? "", "size": size, "manifest": set.manifest ?? "",
            "real": text("realPhotos", count: set.photos?.count ?? 0),
        ]
        let words = text("set.\(set.kind.rawValue)", values)
        return set.fold.map { $0 != "1/1" } == true ? words + text("fold", values) : words
    }

    static func group(_ group: ToneGroup) -> String {
        text("group", ["depth": depth(group.itaClass), "undertone": text("undertone.\(group.undertone.rawValue)")])
    }

    static func depth(_ itaClass: ITAClass) -> String { text("depth.\(itaClass.rawValue)") }

    static func measure(_ verdict: AuditVerdict) -> String { text("measure.\(verdict.measure.rawValue)") }

    static func outcome(_ verdict: AuditVerdict) -> String { text("outcome.\(verdict.outcome.rawValue)") }

    static func place(_ verdict: AuditVerdict) -> String {
        switch verdict.place {
        case .all?: text("place.all")
        case .group(let worst)?: group(worst)
        case .between(let low, let high)?: text("place.between", ["low": group(low), "high": group(high)])
        case .third(let part)?: text("place.third\(part + 1)")
        case .quarter(let part)?: text("place.quarter\(part + 1)")
        case nil: text("place.none")
        }
    }

    /// A verdict's figure in its own unit.
    static func figure(_ value: Double?, of verdict: AuditVerdict) -> String {
        guard let value else { return "–" }
        switch verdict.measure {
        case .medianRatio: return value.text(2)
        case .lightnessBias: return signed(value)
        case .servedSpread, .recallSpread, .refusalSpread: return "\((value * 100).text(1))"
        case .coverage50, .coverage90, .coverage90Depth, .coverage90Radius: return "\((value * 100).text(1))"
        }
    }

    /// `± 0.3`; nothing where it is not known.
    static func margin(of verdict: AuditVerdict) -> String {
        guard let margin = verdict.margin, margin.isFinite else { return "" }
        return "± " + figure(margin, of: verdict).replacing("+", with: "")
    }

    /// What a figure may be, in the same unit.
    static func limit(of verdict: AuditVerdict) -> String {
        let most = figure(verdict.most, of: verdict)
        switch verdict.measure {
        case .medianRatio: return text("limit.most", ["most": most])
        case .lightnessBias: return text("limit.bias", ["most": verdict.most.text(1)])
        case .servedSpread, .recallSpread, .refusalSpread: return text("limit.points", ["most": most])
        case .coverage50, .coverage90, .coverage90Depth, .coverage90Radius:
            return text("limit.range", ["least": figure(verdict.least, of: verdict), "most": most])
        }
    }

    /// From which figures on a miss is found, in the same unit.
    static func found(of verdict: AuditVerdict) -> String {
        guard verdict.outcome != .notJudged else { return "–" }
        let (below, above) = (verdict.foundBelow, verdict.foundAbove)
        let values = ["below": figure(below, of: verdict), "above": figure(above, of: verdict)]
        switch (below, above) {
        case (nil, nil): return text("found.nothing")
        case (nil, _?): return text("found.above", values)
        case (_?, nil): return text("found.below", values)
        case (_?, _?): return text("found.both", values)
        }
    }

    static func signed(_ value: Double?, digits: Int = 1) -> String {
        guard let value else { return "–" }
        let text = value.text(digits)
        return text.hasPrefix("-") ? "−" + text.dropFirst() : text.allSatisfy { "0.".contains($0) } ? text : "+" + text
    }
}
