import Inline from 'quill/blots/inline'

const idAttribute = 'data-mention'

/** A person’s name in the editor; the rest of the rules are in `core/richtext/mentions.ts`. */
export class MentionFormat extends Inline {
  static override blotName = 'mention'
  static override tagName = 'SPAN'
  static override className = 'ql-mention'

  static override create(userId: string): HTMLElement {
    const node = super.create()
    node.setAttribute(idAttribute, userId)
    return node
  }

  static override formats(node: HTMLElement): string | undefined {
    return node.getAttribute(idAttribute) ?? undefined
  }

  override format(name: string, value: unknown): void {
    if (name === MentionFormat.blotName && typeof value === 'string')
      this.domNode.setAttribute(idAttribute, value)
    else super.format(name, value)
  }
}
