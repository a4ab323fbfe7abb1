import { normalisePhone, normaliseSearch } from '../../core/imports/normalise.ts'
import type { Connection } from '../storage/connection.ts'

/** Makes customers' rows of the search index anew: name, code, place, phones and contacts. */
export function customerText(writer: Connection): { refresh(ids: Iterable<string>): void } {
  const customer = writer.prepared(`select rid, id, name, code, city, postcode, phone
    from customer where id = ?`)
  const contacts = writer.prepared(`select name, phone, mobile from contact
    where customer_id = ? and deleted_at is null order by id`)
  const remove = writer.prepared('delete from customer_text where rowid = ?')
  const insert = writer.prepared(
    'insert into customer_text (rowid, name, code, place, phone, contacts) values (?, ?, ?, ?, ?, ?)',
  )
  return {
    refresh(ids) {
      const rows = [...ids]
        .map((id) => customer.get(id) as CustomerText | undefined)
        .filter((row) => row !== undefined)
        .sort((a, b) => a.rid - b.rid)
      for (const row of rows) {
        const people = contacts.all(row.id) as ContactText[]
        const phones = [row.phone, ...people.flatMap(({ phone, mobile }) => [phone, mobile])]
        remove.run(row.rid)
        insert.run(
          row.rid,
          normaliseSearch(row.name),
          codeWords(row.code ?? ''),
          normaliseSearch(`${row.postcode ?? ''} ${row.city ?? ''}`),
          phones.map((phone) => normalisePhone(phone ?? '')).join(' '),
          people.map(({ name }) => normaliseSearch(name)).join(' '),
        )
      }
    },
  }
}

/** `ETO-34` is found by `eto 34`, `eto-34` and `eto34`. */
function codeWords(code: string): string {
  const words = normaliseSearch(code)
  return words.includes(' ') ? `${words} ${words.replaceAll(' ', '')}` : words
}

interface CustomerText {
  rid: number
  id: string
  name: string
  code: string | null
  city: string | null
  postcode: string | null
  phone: string | null
}
interface ContactText {
  name: string
  phone: string | null
  mobile: string | null
}
