//! Features, training, calibration, prediction and the guarantee
