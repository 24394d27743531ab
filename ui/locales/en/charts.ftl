### Charts.

chart-calibration = Predicted probability and share that was right
chart-calibration-text = Each point is a range of probabilities; its whisker is the 95 % interval. Points on the line were right as often as predicted.
chart-x = predicted probability (%)
chart-y = share that was right (%)
chart-reference = right as often as predicted
chart-current = this item
chart-column-probability = probability
chart-column-mean = mean probability
chart-column-right = share right
chart-column-interval = 95 % interval
chart-column-n = n
chart-walk = Arrow keys walk through the points.
chart-percent = { $rate } (%)
save-svg = Save as SVG
save-csv = Save as CSV
save-svg-of = Save as SVG: { $figure }
save-csv-of = Save as CSV: { $figure }
saved = Saved: { $file }
