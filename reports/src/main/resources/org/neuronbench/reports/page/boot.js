// Runs before the page is drawn. With a script the interactive board takes the place of the plain
// tables; if it fails, they come back.
'use strict';

const Neuronbench = {views: [], ready: false};

document.documentElement.classList.add('js');
window.addEventListener('error', () => {
  if (!Neuronbench.ready) {
    document.documentElement.classList.remove('js');
  }
});
try {
  const theme = localStorage.getItem('neuronbench-theme');
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
} catch (e) {
  // Without storage the system's preference holds.
}
