/** The size of a signature's picture, in pixels. */
export const signatureSize = { width: 600, height: 180 } as const

const ink = '#111827'

export interface Point {
  readonly x: number
  readonly y: number
}

/** An empty sheet: white, whatever the theme, as it is printed. */
export function clearSheet(context: CanvasRenderingContext2D): void {
  const { width, height } = signatureSize
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
}

/** One piece of a stroke; from a point to itself it is a dot. */
export function drawStroke(context: CanvasRenderingContext2D, from: Point, to: Point): void {
  context.strokeStyle = ink
  context.lineWidth = 3
  context.lineCap = 'round'
  context.beginPath()
  context.moveTo(from.x, from.y)
  context.lineTo(to.x, to.y)
  context.stroke()
}

/** A typed name as a signature, as large as fits. */
export function drawName(context: CanvasRenderingContext2D, name: string): void {
  const { width, height } = signatureSize
  clearSheet(context)
  context.fillStyle = ink
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  const font = (size: number): string => `italic ${size}px "Inter Variable", sans-serif`
  context.font = font(64)
  const wide = context.measureText(name).width
  context.font = font(Math.max(16, Math.min(64, Math.floor((64 * (width - 40)) / wide))))
  context.fillText(name, width / 2, height / 2, width - 40)
}

/** A stored signature, on a sheet that is still empty. */
export function drawPicture(context: CanvasRenderingContext2D, picture: ImageBitmap): void {
  const { width, height } = signatureSize
  context.drawImage(picture, 0, 0, width, height)
}

/** @throws DOMException when it is no picture */
export function readPicture(content: Uint8Array): Promise<ImageBitmap> {
  return createImageBitmap(new Blob([new Uint8Array(content)], { type: 'image/png' }))
}

/** The sheet as a PNG. */
export async function pictureOf(canvas: HTMLCanvasElement): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new Error('the browser made no picture of the signature')
  return new Uint8Array(await blob.arrayBuffer())
}
