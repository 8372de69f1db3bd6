import { feature, twin } from './feature.ts'
import { withoutOps } from './missing.ts'

feature(
  'a blocked element has the class and id that place its box, those of now, and no other attribute',
  {
    head: '<style>.side{position:absolute;left:90px}#lower{top:70px}</style>',
    markup:
      '<p>before</p><div data-alongside-block class=a id=upper title=secret>secret</div><p>after</p>',
    change(page) {
      const blocked = twin(page, 'upper')
      blocked.className = 'side'
      blocked.title = 'another secret'
      blocked.id = 'lower'
    },
    check({ replica }) {
      if (replica.documentElement.outerHTML.includes('secret')) throw new Error('a secret has left')
    },
    except: '[data-alongside-block]',
    modes: ['while sharing'],
    without: withoutOps('attribute'),
  },
)
