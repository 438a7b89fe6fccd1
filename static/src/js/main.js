// What every page loads. A feature adds its own module with one import line.
import "htmx.org";
import "./focus.js";
import "./fold.js";
import "./menus.js";
import "./confirm.js";
import "./forms/failures.js";
import "./forms/parts.js";
import "./print.js";
import "./save.js";
import "./keys.js";
import "./copy.js";
import "./counter.js";
import "./reveal.js";
import "./forms/send.js";
