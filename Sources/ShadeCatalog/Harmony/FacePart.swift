/// Which colours of the face a ranking stands on.
public enum FacePart: String, Sendable, Hashable {
    case skin, lip, brow, hair
}
