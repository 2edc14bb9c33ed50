// Runs before the app, and without it. While a release is rolled out, a page may name files that the copy of the server
// which is asked for them has no more, or not yet: then the page is loaded anew, a few times, and then says so.
{
  const attempts = 'attempts-to-load';
  const most = 3;
  let loading = true;

  addEventListener(
    'error',
    ({ target }) => {
      if (!String(target?.src ?? target?.href).includes('/assets/') || !loading) return;
      loading = false;
      const made = Number(sessionStorage.getItem(attempts) ?? 0);
      if (made < most) {
        sessionStorage.setItem(attempts, String(made + 1));
        setTimeout(() => location.reload(), 1_000 * 2 ** made);
      } else {
        sessionStorage.removeItem(attempts);
        const message = document.createElement('p');
        message.setAttribute('role', 'alert');
        message.textContent = 'This page could not be loaded. Try again in a minute.';
        addEventListener('load', () => document.body.append(message));
      }
    },
    true, // errors of elements do not rise to the window: they are caught on their way down
  );
  // Whatever the page names is there by now, or has failed.
  addEventListener('load', () => {
    if (loading) sessionStorage.removeItem(attempts);
    loading = false;
  });
}
