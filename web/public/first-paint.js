// Set before the first paint, so that a dark-theme reader never sees a white flash.
(function () {
  var scheme = 'auto';
  try {
    scheme = localStorage.getItem('mantine-color-scheme-value') || 'auto';
    document.documentElement.dataset.density = localStorage.getItem('bookedbarber.density') || 'comfortable';
  } catch (e) { document.documentElement.dataset.density = 'comfortable'; }
  if (scheme === 'auto') scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
})();
