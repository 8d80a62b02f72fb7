// Makes elements. Texts go in as text nodes, so that no name can become markup.
'use strict';

(() => {
  const SVG = 'http://www.w3.org/2000/svg';

  const set = (element, name, value) => {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  };

  const build = (element, attributes, children) => {
    for (const [name, value] of Object.entries(attributes)) {
      set(element, name, value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return element;
  };

  Neuronbench.el = (tag, attributes = {}, ...children) =>
    build(document.createElement(tag), attributes, children);

  Neuronbench.svg = (tag, attributes = {}, ...children) =>
    build(document.createElementNS(SVG, tag), attributes, children);

  // A name of a user or plug-in: kept apart from the direction of the text around it, and
  // breakable after its punctuation.
  Neuronbench.name = (text) => {
    const bdi = Neuronbench.el('bdi');
    String(text).split(/(?<=[-_.,:(=/])/).forEach((part, i) => {
      if (i > 0) {
        bdi.append(document.createElement('wbr'));
      }
      bdi.append(part);
    });
    return bdi;
  };
})();
