extension FaceLandmarks { public var pose: FacePose { FacePose(yaw: 0, pitch: 0, roll: 0) } }
