import { startStory } from '../support/story.ts'
import { storyCases } from '../support/story-cases.ts'

storyCases(() => startStory())
