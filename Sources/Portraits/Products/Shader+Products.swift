extension Shader {
    /// A product as the scene's camera sees it.
    struct Layer {
        let zone: WornProduct.Zone
        let film: FilmAppearance
    }

    /// How much of a point each part and zone has, hair left out.
    struct PartShares {
        var lips: Float
        var skin: Float
        var cheeks: Float
        var lids: Float

        subscript(zone: WornProduct.Zone) -> Float {
            switch zone {
            case .skin: skin
            case .lips: lips
            case .cheeks: cheeks
            case .lids: lids
            }
        }
    }

    func shares(_ fragment: Fragment, _ site: HeadSites.Site) -> PartShares {
        let lip = Self.lip(fragment)
        let zones = ZoneMap.shares(at: site.place, down: site.light.x)
        let skin = zones.face * (1 - lip)
        return PartShares(lips: lip, skin: skin, cheeks: zones.cheeks * skin, lids: zones.lids * skin)
    }

    /// How much of it is lip, 0...1.
    static func lip(_ fragment: Fragment) -> Float { smoothstep(0.36, 0.64, fragment.masks.y) }

    /// How much of the scalp's skin hair hides there.
    func hairCover(_ fragment: Fragment, fine: Float) -> Float {
        guard fragment.masks.z > 0 else { return 0 }
        let growth = smoothstep(-0.09, 0.12, hairline.height(at: fragment.rest)) * scalpCover
        return clamp(growth * (0.97 + 0.12 * fine))
    }

    /// What products make of skin: factors on its colour and on the light that falls on it, whose second source sees
    /// the product otherwise than the main one does.
    ///
    /// - Parameters:
    ///   - color: without the product.
    ///   - relief: what pores, grooves and folds do to the light; a film follows them and hides only what is pigment.
    func worn(_ color: Vector3, relief: Float, _ fragment: Fragment, _ site: HeadSites.Site) -> (
        color: Vector3, light: Vector3
    ) {
        let one = Vector3(repeating: 1)
        let shares = shares(fragment, site)
        var (key, second) = (one, one)
        for layer in layers {
            let share = shares[layer.zone]
            guard share > 0.002 else { continue }
            let factors = layer.film(color * key / (relief * skinColor))
            (key, second) = (key * mix(one, factors.key, share), second * mix(one, factors.second, share))
        }
        let other = secondOnSkin * site.light.z
        let main = Vector3(repeating: 1 - site.light.z)
        return (key, (main + other * second / key) / (main + other))
    }
}
