/** What the page tells about its own frames; see `installPaintProbe`. */
export interface PaintProbe {
  /** Arms the next click: `firstScreen` then tells how long it took to paint that customer. */
  awaitClick(customer: string): void
  /** Milliseconds from the click to the frame after the one with the first screen. */
  firstScreen(): Promise<number>
  /** Counts frames from now on, of the timeline on screen. */
  startFrames(): void
  stopFrames(): FrameCounts
  /** While frames are counted: scrolls to this share of the height; resolves when that is painted. */
  jumpTo(share: number): Promise<void>
}

export interface FrameCounts {
  readonly frames: number
  /** Frames that were painted with a part of the viewport that shows neither row nor skeleton. */
  readonly blank: number
  /** Frames painted with at least one skeleton row. */
  readonly skeleton: number
  /** Scroll events at whose time the rows of the frame before did not cover the new viewport. */
  readonly late: number
  /** Milliseconds between the beginnings of frames, ascending. */
  readonly intervals: readonly number[]
  /** How far the list was scrolled in all, in pixels. */
  readonly distance: number
}

declare global {
  interface Window {
    paintProbe: PaintProbe
  }
}

/**
 * Runs in the page and puts a `PaintProbe` on its window; it must not refer to anything outside.
 *
 * "Covered" is decided by geometry: the boxes of the rows, headings and skeleton rows that have
 * something in them, against every pixel line of the list's viewport, above its last row.
 */
export function installPaintProbe(): void {
  const grid = (customer?: string): HTMLElement | undefined =>
    document.querySelector<HTMLElement>(
      customer === undefined
        ? '[role=grid]'
        : `article[aria-label="${CSS.escape(customer)}"] [role=grid]`,
    ) ?? undefined

  /** Done between two frames, when the one before has been looked at. */
  let betweenFrames: (() => void) | undefined

  const isSkeleton = (row: Element): boolean => row.querySelector('[aria-busy=true]') !== null

  interface View {
    readonly top: number
    readonly bottom: number
    readonly rows: readonly { readonly element: Element; readonly box: DOMRect }[]
  }
  function view(list: HTMLElement): View {
    const { top, bottom } = list.getBoundingClientRect()
    const end = list.firstElementChild!.getBoundingClientRect().bottom
    const rows = [...list.querySelectorAll('[role=row]')]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.bottom > top && box.top < bottom)
      .filter(({ element }) => isSkeleton(element) || element.textContent.trim() !== '')
    return { top, bottom: Math.min(bottom, end), rows }
  }
  /** Half a pixel is rounding. */
  function isCovered({ top, bottom, rows }: View): boolean {
    let covered = top
    for (const { box } of rows.toSorted((a, b) => a.box.top - b.box.top)) {
      if (box.top > covered + 0.5) return false
      covered = Math.max(covered, box.bottom)
    }
    return covered + 0.5 >= bottom
  }

  let painted: Promise<number> | undefined
  function awaitClick(customer: string): void {
    painted = new Promise((resolve) => {
      const onClick = ({ timeStamp }: Event): void => {
        const look = (): void => {
          const list = grid(customer)
          const seen = list && view(list)
          if (seen && isCovered(seen) && !seen.rows.some(({ element }) => isSkeleton(element)))
            requestAnimationFrame(() => resolve(performance.now() - timeStamp))
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      }
      addEventListener('click', onClick, { capture: true, once: true })
    })
  }

  let stopCounting = (): FrameCounts => {
    throw new Error('no frames are being counted')
  }
  function startFrames(): void {
    const list = grid()!
    const counts = { frames: 0, blank: 0, skeleton: 0, late: 0, distance: 0 }
    const intervals: number[] = []
    let isOn = true
    let lastTop = list.scrollTop
    let lastFrame: number | undefined
    // Before the list itself hears of it: the rows are those of the frame on screen.
    const onScroll = (): void => {
      counts.distance += Math.abs(list.scrollTop - lastTop)
      lastTop = list.scrollTop
      if (!isCovered(view(list))) counts.late++
    }
    document.addEventListener('scroll', onScroll, { capture: true })
    // A message that is posted in a frame arrives when the frame has been painted.
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      if (!isOn) return
      const seen = view(list)
      counts.frames++
      if (!isCovered(seen)) counts.blank++
      if (seen.rows.some(({ element }) => isSkeleton(element))) counts.skeleton++
      betweenFrames?.()
      betweenFrames = undefined
    }
    const onFrame = (at: number): void => {
      if (!isOn) return
      if (lastFrame !== undefined) intervals.push(at - lastFrame)
      lastFrame = at
      port2.postMessage(null)
      requestAnimationFrame(onFrame)
    }
    requestAnimationFrame(onFrame)
    stopCounting = () => {
      isOn = false
      document.removeEventListener('scroll', onScroll, { capture: true })
      return { ...counts, intervals: intervals.sort((a, b) => a - b) }
    }
  }

  window.paintProbe = {
    awaitClick,
    firstScreen: () => painted!,
    startFrames,
    stopFrames: () => stopCounting(),
    jumpTo: (share) =>
      new Promise((resolve) => {
        betweenFrames = () => {
          const list = grid()!
          list.scrollTop = share * (list.scrollHeight - list.clientHeight)
          requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
        }
      }),
  }
}
