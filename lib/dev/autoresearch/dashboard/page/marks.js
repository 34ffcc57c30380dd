/** The signs of a chart on a canvas, in its current colours; sizes are in pixels, `ratio` of them to one of the page. */
function drawDot(ctx, x, y, size) {
  ctx.beginPath();
  ctx.arc(x, y, size, 0, 2 * Math.PI);
  ctx.fill();
}

function drawHollow(ctx, x, y, size, ratio) {
  ctx.lineWidth = 2 * ratio;
  ctx.beginPath();
  ctx.arc(x, y, size, 0, 2 * Math.PI);
  ctx.stroke();
}

/** Points up (`far` is 1) or down (-1), to what is beyond the chart's end. */
function drawTriangle(ctx, x, y, size, far) {
  ctx.beginPath();
  ctx.moveTo(x, y - size * far);
  ctx.lineTo(x - size, y + size * 0.75 * far);
  ctx.lineTo(x + size, y + size * 0.75 * far);
  ctx.fill();
}

function drawCross(ctx, x, y, ratio) {
  const arm = 3.5 * ratio;
  ctx.lineWidth = 2 * ratio;
  ctx.beginPath();
  ctx.moveTo(x - arm, y - arm);
  ctx.lineTo(x + arm, y + arm);
  ctx.moveTo(x - arm, y + arm);
  ctx.lineTo(x + arm, y - arm);
  ctx.stroke();
}

function drawInterval(ctx, x, from, to, ratio) {
  ctx.lineWidth = ratio;
  ctx.beginPath();
  ctx.moveTo(x, from);
  ctx.lineTo(x, to);
  for (const end of [from, to]) {
    ctx.moveTo(x - 3 * ratio, end);
    ctx.lineTo(x + 3 * ratio, end);
  }
  ctx.stroke();
}

/**
 * Both ends of an axis: all of `needed`, and of the values what is no outlier, since a run that is ten times worse must not
 * flatten the others.
 */
function rangeOf(values, needed) {
  const sorted = values.sort((a, b) => a - b);
  if (sorted.length === 0) return [0, 1];
  const quarter = Math.floor(sorted.length / 4);
  const least = sorted[quarter], most = sorted[sorted.length - 1 - quarter];
  // three times the middle half's width away from it (Tukey's "far out")
  const fence = 3 * (most - least) || Infinity;
  const shown = sorted.filter(value => value >= least - fence && value <= most + fence);
  const low = needed.reduce((a, b) => Math.min(a, b), shown[0]);
  const high = needed.reduce((a, b) => Math.max(a, b), shown[shown.length - 1]);
  const room = (high - low) * 0.1 || Math.abs(high) * 0.05 || 1;
  return [low - room, high + room];
}
