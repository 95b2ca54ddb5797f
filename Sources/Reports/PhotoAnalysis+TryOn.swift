import ColorScience
package import Inputs
import ShadeCatalog
package import SkinTone
package import TryOn

extension PhotoAnalysis {
    /// The light that products are shown in: the photo's own, or as bright without its cast.
    package func light(asDaylight: Bool) -> PhotoLight {
        let light = PhotoLight(skin: belief.gaussian.mean, seen: reading.site.lab)
        return asDaylight ? light.asDaylight : light
    }

    /// ΔE00 within which each layer's colour as shown is the one that would be seen, nine times in ten; in their order.
    package func shownWithin(_ layers: [LookLayer], asDaylight: Bool) -> [Double] {
        let colors = ShownColors(
            light: light(asDaylight: asDaylight), skins: belief.particles, weights: belief.weights,
            seen: reading.site.lab, isDaylight: asDaylight)
        return layers.map { layer in
            // What lies below; of lids and cheeks the skin's site tells.
            let ground: Lab<D65>? =
                switch layer.category {
                case .lip: reading.lip?.lab
                case .brow: reading.brow?.lab
                default: nil
                }
            return colors.radius90(
                of: layer.cosmetic, over: ground ?? reading.site.lab,
                labUncertainty: layer.shade?.labUncertainty ?? 0)
        }
    }
}
