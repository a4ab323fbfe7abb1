import type { newsContract } from '../../core/contract/news.ts'
import { visited } from '../../core/domain/visits.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import { ChangeSet } from '../app/change-feed.ts'
import type { RequestContext } from '../app/request-context.ts'
import type { Services } from '../app/services.ts'
import { newsInPlace } from '../news/news-in-place.ts'

export function newsHandlers(services: Services): Handlers<typeof newsContract, RequestContext> {
  const { db, live, local, news, feed, now } = services

  function announce(activityIds: readonly string[]): void {
    const changes = new ChangeSet()
    for (const id of activityIds) changes.add('news', id)
    feed.changed(changes)
  }

  function markSeen(ids: readonly string[]): { mark: number } {
    const { mark, changed } = db.writer.raw.transaction(() => news.markSeen(ids, now())).immediate()
    announce(changed)
    return { mark }
  }

  return {
    'news.watch': (place, emit) =>
      live.subscribe(
        {
          key: `news.watch ${place.customerId ?? ''} ${place.includeBranches}`,
          tables: ['news', 'activity', 'customer'],
          run: () => {
            const { ids, since } = newsInPlace(services, place)
            return { count: ids.length, since }
          },
        },
        emit,
      ),
    'news.visit': () => {
      local.setVisits(visited(local.visits(), now()))
      return {}
    },
    'news.markSeen': ({ ids }) => markSeen(ids),
    'news.markAllSeen': (place) => markSeen(newsInPlace(services, place).ids),
    'news.takeBack': ({ mark }) => {
      announce(db.writer.raw.transaction(() => news.takeBack(mark)).immediate())
      return {}
    },
  }
}
