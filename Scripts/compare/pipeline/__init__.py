"""The steps of `shadewise batch` as a careful Python programmer writes them: OpenCV decodes, converts and blurs,
MediaPipe finds the face, NumPy holds the belief, scikit-image computes Lab and ΔE00.

Each library is used as its makers mean it to be fast, and nothing is worked out that the answer does not need. Limits
and constants are explained where they come from: in Sources/SkinTone, FaceMesh/Landmarks and ShadeCatalog/Matching.
"""
