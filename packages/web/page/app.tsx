import { Route, Switch } from 'wouter'
import { AskPage } from './ask/ask-page.tsx'
import { ChangePage } from './changes/change-page.tsx'
import { ChangesPage } from './changes/changes-page.tsx'
import { Frame } from './frame.tsx'
import { LandscapePage } from './landscape/landscape-page.tsx'
import { NotFound } from './not-found.tsx'
import { ReadPage } from './read/read-page.tsx'
import { ReviewPage } from './review/review-page.tsx'
import { ServicePage } from './services/service-page.tsx'
import { ServicesPage } from './services/services-page.tsx'

export function App() {
  return (
    <Frame>
      <Switch>
        <Route path="/" component={AskPage} />
        <Route path="/services" component={ServicesPage} />
        <Route path="/services/:name">{({ name }) => <ServicePage name={unescaped(name)} key={name} />}</Route>
        <Route path="/changes" component={ChangesPage} />
        <Route path="/changes/:id">{({ id }) => <ChangePage id={id} key={id} />}</Route>
        <Route path="/landscape" component={LandscapePage} />
        <Route path="/read" component={ReadPage} />
        <Route path="/review" component={ReviewPage} />
        <Route component={NotFound} />
      </Switch>
    </Frame>
  )
}

function unescaped(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
