// The corridor page: the map with its tables.
import { byId, fill, h } from '../dom.js';
import * as data from '../data.js';
import { number } from '../format.js';
import { t } from '../i18n.js';
import { scenarioLine, definition } from '../scenario.js';
import { placeField } from '../search.js';
import * as state from '../state.js';
import { tabs } from '../tabs.js';
import { corridorTabs } from './corridor-tables.js';

/** @param {import('../app.js').App} app */
export function corridorPage(app) {
  const open = (/** @type {string} */ kind, /** @type {string} */ id) => state.go({ element: `${kind}:${id}` });

  function draw() {
    const corridor = data.corridor();
    const info = data.info();
    if (!corridor) return;
    const search = placeField({
      label: t('corridor.find'), placeholder: t('form.place.hint'),
      onChange: (value) => { if (data.findPlace(value)) open('place', value); },
    });
    const count = (/** @type {{ active: boolean }[]} */ rows) =>
      t('corridor.count', { active: number(rows.filter((row) => row.active).length), all: number(rows.length) });
    fill(byId('side'), h('section', { class: 'corridor-side' },
      h('h2', { class: 'results-title' }, t('corridor.title')),
      h('p', { class: 'note' }, scenarioLine(state.get().scenario)),
      h('p', null, definition(state.get().scenario)?.description ?? ''),
      search.element,
      h('dl', { class: 'facts' },
        h('dt', null, t('corridor.name')), h('dd', null, info.corridor.name),
        h('dt', null, t('tables.places')), h('dd', null, number(corridor.places.length)),
        h('dt', null, t('tables.links')), h('dd', null, count(corridor.links)),
        h('dt', null, t('tables.crossings')), h('dd', null, count(corridor.crossings)),
        h('dt', null, t('tables.services')), h('dd', null, count(corridor.services)),
        h('dt', null, t('corridor.version')), h('dd', null, h('code', null, info.corridor.version.slice(0, 12)))),
      h('p', { class: 'note' }, t('corridor.hint'))));
    const list = corridorTabs(open);
    fill(byId('dock'), tabs({
      label: t('dock.label'), tabs: list, active: state.get().dock || list[0].id,
      onChange: (id) => state.go({ dock: id }, { replace: true }), end: app.dockButton(),
    }));
    app.map?.setEndpoints('', '');
  }

  return { show: draw, hide() {}, redraw: draw, update() {} };
}
