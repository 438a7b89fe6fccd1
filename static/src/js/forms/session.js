// The session of now, which may have ended or begun again in another tab while this page stayed open.
const TIME_OUT = 15000;
const ABOUT_SESSION = [400, 401];

// After a refusal that is about the session, whose it is now: "own" (then the forms of this page have its token) or
// "other"; in all other cases "none".
export async function renewSession(status) {
  const { person, session } = document.body.dataset;
  const answer = session && ABOUT_SESSION.includes(status) ? await fetchSession(session) : null;
  if (!answer) {
    return "none";
  }
  if (String(answer.person) !== person) {
    return "other";
  }
  for (const input of document.querySelectorAll('input[name="csrf_token"]')) {
    input.value = answer.csrf_token;
  }
  return "own";
}

async function fetchSession(address) {
  const response = await fetch(address, {
    headers: { "X-Autosave": "1", Accept: "application/json" },
    redirect: "manual",
    signal: AbortSignal.timeout(TIME_OUT),
  });
  return response.ok ? response.json() : null;
}
