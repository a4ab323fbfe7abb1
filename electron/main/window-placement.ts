import { z } from 'zod'

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What is remembered from one run to the next. */
export interface WindowState extends Area {
  readonly isMaximized: boolean
}

/** Without a position the window is centred. */
export interface Placement {
  readonly x?: number
  readonly y?: number
  readonly width: number
  readonly height: number
  readonly isMaximized: boolean
}

export const minimumSize = { width: 640, height: 480 } as const
const usualSize = { width: 1280, height: 800 } as const

/** So much of the upper edge must be on a screen that the window can be seen and dragged. */
const grip = { width: 120, height: 40 } as const

const pixels = z.number().int().min(-100_000).max(100_000)
const stateSchema = z.object({
  x: pixels,
  y: pixels,
  width: pixels,
  height: pixels,
  isMaximized: z.boolean(),
})

/**
 * Where to open the window: as it was, if a screen is still there for it.
 *
 * @param saved what was remembered, unchecked
 * @param workAreas of the screens, the main one first
 */
export function placeWindow(saved: unknown, workAreas: readonly Area[]): Placement {
  const state = stateSchema.safeParse(saved).data
  const home = state && workAreas.find((area) => isGripOn(state, area))
  const room = home ?? workAreas[0] ?? { ...usualSize, x: 0, y: 0 }
  const wanted = state ?? usualSize
  return {
    ...(state && home && { x: state.x, y: state.y }),
    width: within(minimumSize.width, wanted.width, room.width),
    height: within(minimumSize.height, wanted.height, room.height),
    isMaximized: state?.isMaximized ?? false,
  }
}

function isGripOn(window: Area, area: Area): boolean {
  const left = Math.max(window.x, area.x)
  const right = Math.min(window.x + window.width, area.x + area.width)
  const top = Math.max(window.y, area.y)
  const bottom = Math.min(window.y + grip.height, area.y + area.height)
  return right - left >= grip.width && bottom - top >= grip.height
}

function within(least: number, wanted: number, most: number): number {
  return Math.max(least, Math.min(wanted, most))
}
