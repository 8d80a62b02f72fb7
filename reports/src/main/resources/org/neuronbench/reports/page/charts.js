// Charts by Chart.js. A strategy has the same colour, marker and dashes in every chart; each tells
// strategies apart without the others. Charts are made when they scroll into sight.
'use strict';

(() => {
  const {el, svg, name} = Neuronbench;
  const COLOURS = 6;
  const MARKERS = [
    {style: 'circle', rotation: 0, path: 'M-3.2,0a3.2,3.2 0 1,0 6.4,0a3.2,3.2 0 1,0 -6.4,0z'},
    {style: 'rect', rotation: 0, path: 'M-2.9,-2.9h5.8v5.8h-5.8z'},
    {style: 'triangle', rotation: 0, path: 'M0,-3.8L3.7,2.8H-3.7z'},
    {style: 'rectRot', rotation: 0, path: 'M0,-4.1L4.1,0L0,4.1L-4.1,0z'},
    {style: 'triangle', rotation: 180, path: 'M0,3.8L3.7,-2.8H-3.7z'},
  ];
  const DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3], [12, 4]];

  const order = new Map();
  const references = new Map();
  Neuronbench.data.results.forEach((result) => {
    const kind = result.ranked ? order : references;
    if (!kind.has(result.strategy)) {
      kind.set(result.strategy, kind.size);
    }
  });

  const probe = el('span', {class: 'probe', 'aria-hidden': 'true'});
  document.body.append(probe);
  // Resolves a colour of the style sheet in the theme that holds now.
  const colour = (variable) => {
    probe.style.color = `var(${variable})`;
    return getComputedStyle(probe).color;
  };
  const faint = (rgb, opacity) => rgb.replace(/^rgb\(([^)]*)\)$/, `rgba($1, ${opacity})`);

  const style = (result) => {
    if (!result.ranked) {
      const i = references.get(result.strategy);
      return {colour: colour('--soft'), variable: '--soft', marker: MARKERS[i % MARKERS.length],
        dash: DASHES[1 + i % (DASHES.length - 1)]};
    }
    const i = order.get(result.strategy);
    const variable = '--c' + i % COLOURS;
    return {colour: colour(variable), variable, marker: MARKERS[i % MARKERS.length],
      dash: DASHES[Math.floor(i / COLOURS) % DASHES.length]};
  };

  const swatch = (result, lines) => {
    const {variable, marker, dash} = style(result);
    const drawing = svg('svg', {viewBox: '0 0 36 12', class: 'swatch', 'aria-hidden': 'true'},
      lines
        ? svg('line', {x1: 0, y1: 6, x2: 36, y2: 6, 'stroke-dasharray': dash.join(' ')})
        : null,
      svg('path', {d: marker.path, transform: 'translate(18 6) scale(1.25)'}));
    drawing.style.setProperty('--c', `var(${variable})`);
    return drawing;
  };

  Neuronbench.legend = (results, lines = true) => {
    const once = new Map(results.map((result) => [result.strategy, result]));
    return el('ul', {class: 'legend', 'aria-label': 'Legend'},
      Array.from(once.values()).map((result) =>
        el('li', {}, swatch(result, lines), el('span', {}, name(Neuronbench.marked(result.strategy))))));
  };

  const live = [];
  const make = (entry) => {
    if (!entry.chart && entry.canvas.isConnected) {
      entry.chart = new Chart(entry.canvas, entry.config());
    }
  };
  const sight = new IntersectionObserver((seen) => {
    seen.filter((one) => one.isIntersecting).forEach((one) => {
      sight.unobserve(one.target);
      live.filter((entry) => entry.canvas === one.target).forEach(make);
    });
  }, {rootMargin: '300px'});

  // A figure with a chart; the configuration is asked for when the chart is made.
  Neuronbench.chart = ({title, label, height, config}) => {
    const canvas = el('canvas', {role: 'img', 'aria-label': label});
    const holder = el('div', {class: 'chart'}, canvas);
    holder.style.height = height + 'px';
    live.push({canvas, config});
    sight.observe(canvas);
    return el('figure', {}, title ? el('figcaption', {}, name(title)) : null, holder);
  };

  const clear = () => {
    live.splice(0).forEach((entry) => {
      sight.unobserve(entry.canvas);
      if (entry.chart) {
        entry.chart.destroy();
      }
    });
  };

  const again = () => {
    live.forEach((entry) => {
      if (entry.chart) {
        entry.chart.destroy();
        entry.chart = null;
        make(entry);
      }
    });
  };

  const defaults = () => {
    Chart.defaults.animation = false;
    Chart.defaults.responsive = true;
    Chart.defaults.maintainAspectRatio = false;
    Chart.defaults.color = colour('--soft');
    Chart.defaults.borderColor = colour('--line');
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.font.size = 12;
    Chart.defaults.plugins.legend.display = false;
  };

  // Print draws every chart, in the colours of paper.
  const printing = (isPrinted) => {
    document.documentElement.classList.toggle('printed', isPrinted);
    defaults();
    again();
    if (isPrinted) {
      live.forEach(make);
    }
  };
  window.addEventListener('beforeprint', () => printing(true));
  window.addEventListener('afterprint', () => printing(false));

  Neuronbench.charts = {
    style,
    colour,
    faint,
    clear,
    recolour: () => {
      defaults();
      again();
    },
    percentAxis: (title) => ({
      title: {display: true, text: title},
      ticks: {callback: (value) => Math.round(10 * value) / 10 + ' %'},
    }),
  };
  defaults();
})();
