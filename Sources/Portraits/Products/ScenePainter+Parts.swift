extension ScenePainter {
    /// Three parts a pass, in the lanes of a picture's channels.
    private static let passes: [[FacePart]] = [[.lips, .skin, .cheeks], [.lids, .brows, .teeth], [.mouth, .eyes]]

    /// What each pixel shows: drawn as the picture is, with shares in place of light.
    func parts() -> PortraitParts {
        let visible = visibility()
        let mesh = mesh()
        let (width, height) = (scene.recipe.width, scene.recipe.height)
        var planes: [FacePart: [Float]] = [:]
        var canvases = [Canvas](
            repeating: Canvas(width: width, height: height, pixels: Array(repeating: .zero, count: width * height)),
            count: Self.passes.count)
        fill(&canvases, visible, mesh)
        for (pass, parts) in Self.passes.enumerated() {
            let color: (Strands.Role) -> Vector3? = { role in
                switch role {
                case .shade: nil
                case .cover: .zero
                case .brow: parts.lane(of: .brows)
                }
            }
            draw(scene.strokes.recolored(color), tolerance: 0.06, behind: visible, on: &canvases[pass])
            draw(scene.hair.recolored(color), tolerance: 0.02, behind: visible, on: &canvases[pass])
            for (lane, part) in parts.enumerated() { planes[part] = canvases[pass].pixels.map { clamp($0[lane]) } }
        }
        return PortraitParts(width: width, height: height, planes: planes)
    }

    /// As `paintSurfaces`: every surface once a pixel, weighed by its samples.
    private func fill(_ canvases: inout [Canvas], _ visible: VisibilityBuffer, _ mesh: Mesh) {
        let materials = scene.surfaces.map(\.material)
        let (width, factor) = (scene.recipe.width, supersampling)
        let share = 1 / Float(factor * factor)
        for index in canvases[0].pixels.indices {
            let (column, row) = (index % width * factor, index / width * factor)
            var (last, shares) = (Int32.min, [Vector3](repeating: .zero, count: Self.passes.count))
            for sample in 0..<factor * factor {
                let (x, y) = (column + sample % factor, row + sample / factor)
                let triangle = visible.triangle[y * visible.width + x]
                guard triangle >= 0 else { continue }
                let face = mesh.faces[Int(triangle)]
                if face.surface != last {
                    last = face.surface
                    shares = self.shares(face, materials[Int(face.surface)], mesh, x: x, y: y)
                }
                for pass in canvases.indices { canvases[pass].pixels[index] += SIMD4(shares[pass] * share, 0) }
            }
        }
    }

    /// One sample's shares, pass by pass.
    private func shares(_ face: Face, _ material: Surface.Material, _ mesh: Mesh, x: Int, y: Int) -> [Vector3] {
        let none = Vector3.zero
        switch material {
        case .skin where face.surface == 0:
            let fragment = mesh.fragment(face, x: Float(x), y: Float(y))
            let site = scene.sites.site(face.corners, mesh.weights(face, x: Float(x), y: Float(y)))
            let bare = 1 - shader.hairCover(fragment, fine: shader.grain(fragment.rest * 97))
            let own = shader.shares(fragment, site)
            return [Vector3(own.lips, own.skin, own.cheeks) * bare, Vector3(own.lids * bare, 0, 0), none]
        case .eye: return [none, none, Vector3(0, 1, 0)]
        case .mouth:
            let teeth = shader.teethShare(mesh.fragment(face, x: Float(x), y: Float(y)))
            return [none, Vector3(0, 0, teeth), Vector3(1 - teeth, 0, 0)]
        case .skin, .torso, .hair, .cloth, .gloss, .card: return [none, none, none]
        }
    }
}

extension [FacePart] {
    /// 1 in the part's lane.
    fileprivate func lane(of part: FacePart) -> Vector3 {
        var lanes = Vector3.zero
        if let lane = firstIndex(of: part) { lanes[lane] = 1 }
        return lanes
    }
}
