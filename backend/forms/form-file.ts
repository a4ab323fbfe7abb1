import { AppError } from '../../core/contract/app-error.ts'
import { type FormDefinition, formDefinitionSchema } from '../../core/contract/form-definition.ts'
import type { NotImported } from '../../core/contract/forms.ts'

/** A form as a file that another workspace can import (FRM-09). */
export function formFile(definition: FormDefinition): { name: string; content: Uint8Array } {
  const { title, version } = definition
  const words = (title.fr ?? title.en ?? '').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')
  return {
    name: `${words || 'form'}-v${version}.json`,
    content: new TextEncoder().encode(`${JSON.stringify(definition, null, 2)}\n`),
  }
}

export interface ImportedForm {
  readonly definition: FormDefinition
  readonly notImported: NotImported[]
}

/** @throws AppError `E-FRM-FILE`, with the first thing that is wrong */
export function readFormFile(name: string, content: Uint8Array): Promise<ImportedForm> {
  return Promise.resolve(readJson(name, content))
}

function readJson(name: string, content: Uint8Array): ImportedForm {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content))
  } catch {
    throw new AppError('E-FRM-FILE', 'neither JSON nor a sheet', { name })
  }
  const parsed = formDefinitionSchema.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new AppError('E-FRM-FILE', issue?.message ?? 'not a form', {
      ...{ name, where: issue?.path.join('.') ?? '' },
    })
  }
  return { definition: parsed.data, notImported: [] }
}
