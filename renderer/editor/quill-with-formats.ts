import Quill, { Delta } from 'quill/core'
import Blockquote from 'quill/formats/blockquote'
import Bold from 'quill/formats/bold'
import { Code } from 'quill/formats/code'
import Header from 'quill/formats/header'
import Italic from 'quill/formats/italic'
import Link from 'quill/formats/link'
import List from 'quill/formats/list'
import Strike from 'quill/formats/strike'
import Underline from 'quill/formats/underline'
import { blockFormats, inlineFormats } from '../../core/richtext/allowed-formats.ts'
import { MentionFormat } from './mention-format.ts'
import { SharedHistory } from './shared-history.ts'

Quill.register({
  'formats/blockquote': Blockquote,
  'formats/bold': Bold,
  'formats/code': Code,
  'formats/header': Header,
  'formats/italic': Italic,
  'formats/link': Link,
  'formats/list': List,
  'formats/mention': MentionFormat,
  'formats/strike': Strike,
  'formats/underline': Underline,
})
// Which links a text may have is decided by `allowedLink`; permalinks are among them.
Link.PROTOCOL_WHITELIST = ['http', 'https', 'mailto', 'tel', 'wiseparts']
Quill.register('modules/history', SharedHistory, true)

/** Elements whose content is not for reading; Quill would paste the text of a script. */
const notText = 'script, style, template, noscript, title, svg, math, object, iframe, video, audio'

interface EditorOptions {
  readonly label: string
  readonly placeholder: string
  readonly readOnly: boolean
}

/**
 * Quill with the allowed formats and nothing else: no theme, no upload, no own undo stack, and Tab
 * leaves it, so that it is no trap for the keyboard.
 */
export function createQuill(container: HTMLElement, options: EditorOptions): Quill {
  const quill = new Quill(container, {
    formats: [...inlineFormats, ...blockFormats],
    placeholder: options.placeholder,
    readOnly: options.readOnly,
    modules: {
      keyboard: {
        bindings: {
          ...{ tab: null, 'remove tab': null, indent: null, outdent: null },
          ...{ 'indent code-block': null, 'outdent code-block': null },
        },
      },
      clipboard: { matchers: [[notText, () => new Delta()]] },
      uploader: { mimetypes: [] },
    },
  })
  quill.root.setAttribute('role', 'textbox')
  quill.root.setAttribute('aria-multiline', 'true')
  quill.root.setAttribute('aria-label', options.label)
  return quill
}
