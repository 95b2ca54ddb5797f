"""Writes what MediaPipe's refined mesh finds in the drawn selfies, for Tests/FaceMeshTests. Run by hand when the
selfies change: .venv-compare/bin/python3 Scripts/compare/refined_oracle.py"""

import json
from pathlib import Path

import cv2
import mediapipe

ROOT = Path(__file__).resolve().parents[2]


def main():
    faces = {}
    with mediapipe.solutions.face_mesh.FaceMesh(
            static_image_mode=True, max_num_faces=1, refine_landmarks=True, min_detection_confidence=0.5) as mesh:
        for path in sorted((ROOT / "Assets/selfies").glob("*.jpg")):
            picture = cv2.cvtColor(
                cv2.imread(str(path), cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION), cv2.COLOR_BGR2RGB)
            height, width = picture.shape[:2]
            face = mesh.process(picture).multi_face_landmarks[0]
            # Tenths of a pixel: two thousandths of a face's width.
            faces[path.name] = [
                [round(p.x * width, 1), round(p.y * height, 1), round(p.z * width, 1)] for p in face.landmark]
    lines = (f'"{name}": {json.dumps(points, separators=(",", ":"))}' for name, points in faces.items())
    target = ROOT / "Tests/FaceMeshTests/Data/mediapipe-0.10.21-refined-selfies.json"
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
