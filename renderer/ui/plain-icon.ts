import { getIcon } from '@iconify/vue'
import { h, type FunctionalComponent, type VNode } from 'vue'

interface Shape {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Shape[]
}

interface Drawing {
  readonly viewBox: string
  readonly shapes: readonly Shape[]
}

const drawings = new Map<string, Drawing>()

/**
 * An icon of the bundled collection by its name, `i-lucide-check`, looking as `UIcon` does, for what
 * stands in a list a hundred times: `UIcon` is two components that each set up a dozen watchers and
 * parse the markup once more, and was most of the time that a row took to appear.
 */
export const PlainIcon: FunctionalComponent<{ name: string }> = ({ name }) => {
  const drawing = drawingOf(name)
  return h(
    'svg',
    { width: '1em', height: '1em', viewBox: drawing?.viewBox },
    drawing?.shapes.map(draw),
  )
}
PlainIcon.props = ['name']

const draw = ({ tag, attributes, children }: Shape): VNode => h(tag, attributes, children.map(draw))

/** Parsed once. Not kept while the icon is missing: it may be registered later. */
function drawingOf(name: string): Drawing | undefined {
  const known = drawings.get(name)
  if (known) return known
  const icon = getIcon(name.replace(/^i-/, ''))
  if (!icon) return undefined
  const { left, top, width, height, body } = icon
  const markup = `<svg xmlns="http://www.w3.org/2000/svg">${body}</svg>`
  const { documentElement } = new DOMParser().parseFromString(markup, 'image/svg+xml')
  const drawing = {
    viewBox: [left, top, width, height].join(' '),
    shapes: shapesIn(documentElement),
  }
  drawings.set(name, drawing)
  return drawing
}

const shapesIn = (parent: Element): Shape[] =>
  [...parent.children].map((element) => ({
    tag: element.tagName,
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
    children: shapesIn(element),
  }))
