/** Letters as pixels: each a grey of its code, so that who reads the pixels reads the letters. */
export function draw(canvas: HTMLCanvasElement, text: string): void {
  const context = canvas.getContext('2d')
  context?.clearRect(0, 0, canvas.width, canvas.height)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (context) context.fillStyle = `rgb(${code} ${code} ${code})`
    context?.fillRect(i, 0, 1, 1)
  }
}

/** The letters in an encoded image. */
export async function drawnIn(image: Uint8Array): Promise<string> {
  const bitmap = await createImageBitmap(new Blob([image.slice()]))
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
  context?.drawImage(bitmap, 0, 0)
  const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? []
  let text = ''
  for (let i = 0; i < pixels.length; i += 4) text += String.fromCharCode(pixels[i] ?? 0)
  return text
}
