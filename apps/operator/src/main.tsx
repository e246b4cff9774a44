import { render } from 'preact';
import { Api } from './http/api.js';
import { servicePath } from './http/service-path.js';
import { LanguageProvider } from './language/language-context.js';
import { App } from './shell/app.js';
import { ServicesContext, startServices } from './shell/services.js';
import './shell/base.css';
import './shell/parts.css';
import './shell/controls.css';
import './shell/shell.css';
import './run/run.css';
import './run/sequence.css';
import './run/step.css';
import './run/narrow-sequence.css';
import './providers/providers.css';
import './explain/explain.css';
import './events/events.css';
import './faults/faults.css';

const page = document.getElementById('page');
if (page) {
  render(
    <LanguageProvider>
      <ServicesContext.Provider
        value={startServices(new Api(import.meta.env.VITE_API_URL || servicePath(location.pathname)))}
      >
        <App />
      </ServicesContext.Provider>
    </LanguageProvider>,
    page,
  );
}
