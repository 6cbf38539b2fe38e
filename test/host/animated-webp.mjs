/** Pictures one after the other as one animated WebP: Chromium encodes each, and the container is written here. */

/** @param pictures PNGs with how long each is shown, in milliseconds */
export async function animatedWebp(page, pictures, { width, height }) {
  const frames = [];
  for (const { png, ms } of pictures) frames.push({ chunk: imageChunk(await encoded(page, png, width, height)), ms });
  const number = (value, bytes) => Buffer.from(Array.from({ length: bytes }, (_, at) => (value >> (8 * at)) & 255));
  const chunk = (name, ...parts) => {
    const body = Buffer.concat(parts);
    return Buffer.concat([Buffer.from(name), number(body.length, 4), body, Buffer.alloc(body.length % 2)]);
  };
  const size = [number(width - 1, 3), number(height - 1, 3)];
  const isAnimation = number(2, 4);
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    chunk('VP8X', isAnimation, ...size),
    // No background, and for ever.
    chunk('ANIM', number(0, 4), number(0, 2)),
    ...frames.map((frame) => chunk('ANMF', number(0, 6), ...size, number(frame.ms, 3), number(2, 1), frame.chunk)),
  ]);
  return Buffer.concat([Buffer.from('RIFF'), number(body.length, 4), body]);
}
async function encoded(page, png, width, height) {
  const base64 = await page.evaluate(
    async ({ source, width, height }) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${source}`;
      await picture.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const context = canvas.getContext('2d');
      context.imageSmoothingQuality = 'high';
      context.drawImage(picture, 0, 0, width, height);
      return canvas.toDataURL('image/webp', 0.85).split(',')[1];
    },
    { source: png.toString('base64'), width, height },
  );
  return Buffer.from(base64, 'base64');
}
/** The chunk of a still WebP that holds its picture. */
function imageChunk(webp) {
  for (let at = 12; at < webp.length; ) {
    const end = at + 8 + webp.readUInt32LE(at + 4);
    if (webp.toString('latin1', at, at + 4).startsWith('VP8') && webp[at + 3] !== 'X'.charCodeAt(0))
      return webp.subarray(at, end + (end % 2));
    at = end + (end % 2);
  }
  throw new Error('no picture in it');
}
