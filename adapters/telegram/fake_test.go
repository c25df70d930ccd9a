package telegram_test

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

const (
	token  = "987654:Sehr-geheim_77"
	person = 77
	first  = 1000 // the number of the first update
)

// queued is an update that waits at the fake server.
type queued struct {
	id   int
	text string
}

// shown is a message in a chat of the fake server.
type shown struct {
	id     int
	text   string
	keys   string
	button []tgbotapi.InlineKeyboardButton
	silent bool
}

// fake is a Bot API server with one person on it.
type fake struct {
	server *httptest.Server
	asked  []url.Values // every getUpdates, in order

	mu       sync.Mutex
	updates  []queued
	again    []queued // delivered once more, whatever the offset
	last     queued
	next     int
	offset   int
	news     chan struct{} // closed when there is something new
	messages []shown
	answered []string                                 // callbacks
	failing  map[string][]func(w http.ResponseWriter) // by method, one for each call
	broken   func(w http.ResponseWriter)              // for all sends
	plain    bool                                     // markup is not understood
	quiet    bool                                     // polls end at once with nothing
	outside  []string                                 // texts sent to groups
}

func newFake(t *testing.T) *fake {
	t.Helper()
	f := &fake{next: first, news: make(chan struct{}), failing: map[string][]func(http.ResponseWriter){}}
	f.server = httptest.NewServer(f)
	t.Cleanup(f.server.Close)
	return f
}

func answer(w http.ResponseWriter, result any) {
	text, _ := json.Marshal(map[string]any{"ok": true, "result": result})
	_, _ = w.Write(text)
}

// refusal answers as Telegram does.
func refusal(code int, said string, wait int) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		a := map[string]any{"ok": false, "error_code": code, "description": said}
		if wait > 0 {
			a["parameters"] = map[string]any{"retry_after": wait}
		}
		text, _ := json.Marshal(a)
		w.WriteHeader(code)
		_, _ = w.Write(text)
	}
}

// hangUp cuts the connection without an answer.
func hangUp(http.ResponseWriter) { panic(http.ErrAbortHandler) }

func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	method, ok := strings.CutPrefix(r.URL.Path, "/bot"+token+"/")
	if !ok {
		refusal(401, "Unauthorized", 0)(w)
		return
	}
	_ = r.ParseForm()
	if fail := f.failure(method); fail != nil {
		fail(w)
		return
	}
	switch method {
	case "getMe":
		answer(w, map[string]any{"id": 1, "is_bot": true, "first_name": "Unknot", "username": "unknot_bot"})
	case "getUpdates":
		f.getUpdates(w, r)
	case "sendMessage", "editMessageText":
		f.send(w, r.PostForm)
	case "answerCallbackQuery":
		f.mu.Lock()
		f.answered = append(f.answered, r.PostForm.Get("callback_query_id"))
		f.mu.Unlock()
		answer(w, true)
	default:
		refusal(404, "Not Found: method not found", 0)(w)
	}
}

func (f *fake) failure(method string) func(http.ResponseWriter) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if all := f.failing[method]; len(all) > 0 {
		f.failing[method] = all[1:]
		return all[0]
	}
	if strings.HasPrefix(method, "send") || strings.HasPrefix(method, "edit") {
		return f.broken
	}
	return nil
}

func (f *fake) fail(method string, all ...func(http.ResponseWriter)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.failing[method] = all
}

func (f *fake) breakWith(broken func(http.ResponseWriter)) func() {
	return func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.broken = broken
	}
}

func (f *fake) getUpdates(w http.ResponseWriter, r *http.Request) {
	offset, _ := strconv.Atoi(r.PostForm.Get("offset"))
	seconds, _ := strconv.Atoi(r.PostForm.Get("timeout"))
	over := time.After(time.Duration(seconds) * time.Second)
	f.mu.Lock()
	f.asked = append(f.asked, r.PostForm)
	f.mu.Unlock()
	for {
		batch, news, quiet := f.batch(offset)
		if len(batch) > 0 || quiet {
			answer(w, batch)
			return
		}
		select {
		case <-news:
		case <-over:
			answer(w, []int{})
			return
		case <-r.Context().Done():
			return
		}
	}
}

// batch forgets what lies below the offset and returns what is left.
func (f *fake) batch(offset int) (batch []json.RawMessage, news chan struct{}, quiet bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.offset = max(f.offset, offset)
	f.updates = slices.DeleteFunc(f.updates, func(u queued) bool { return u.id < offset })
	out := []json.RawMessage{}
	for _, u := range append(f.again, f.updates...) {
		if len(out) < 100 {
			out = append(out, json.RawMessage(u.text))
		}
	}
	f.again = nil
	return out, f.news, f.quiet
}

// lastAsked returns a parameter of the last poll.
func (f *fake) lastAsked(name string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.asked) == 0 {
		return ""
	}
	return f.asked[len(f.asked)-1].Get(name)
}

// happen queues an update; the pattern gets its number.
func (f *fake) happen(pattern string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.last = queued{f.next, strings.Replace(pattern, "ID", strconv.Itoa(f.next), 1)}
	f.next++
	f.updates = append(f.updates, f.last)
	f.wake()
}

func (f *fake) wake() {
	close(f.news)
	f.news = make(chan struct{})
}

func (f *fake) redeliver() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.again = append(f.again, f.last)
	f.wake()
}

// writeAs makes somebody write in a private chat.
func (f *fake) writeAs(who int, text string) {
	quoted, _ := json.Marshal(text)
	what := `"sticker":{"file_id":"x","width":1,"height":1}`
	if text != "" {
		what = `"text":` + string(quoted)
	}
	f.happen(fmt.Sprintf(`{"update_id":ID,"message":{"message_id":5,"date":1,"from":{"id":%d,"is_bot":false,"first_name":"A"},"chat":{"id":%d,"type":"private"},%s}}`, who, who, what))
}

func (f *fake) write(text string) { f.writeAs(person, text) }

func (f *fake) press(back, choice int) {
	f.mu.Lock()
	at := len(f.messages) - 1
	for ; len(f.messages[at].button) == 0 || back > 0; at-- {
		if len(f.messages[at].button) > 0 {
			back--
		}
	}
	data := f.messages[at].button[choice].CallbackData
	f.mu.Unlock()
	f.pressIn(person, fmt.Sprintf(`{"id":%d,"type":"private"}`, person), *data)
}

func (f *fake) pressIn(who int, chat, data string) {
	quoted, _ := json.Marshal(data)
	f.happen(fmt.Sprintf(`{"update_id":ID,"callback_query":{"id":"cb","from":{"id":%d,"is_bot":false,"first_name":"A"},"message":{"message_id":5,"date":1,"chat":%s},"data":%s}}`, who, chat, quoted))
}

func (f *fake) seen() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []string
	for _, m := range f.messages {
		all = append(all, m.text)
	}
	return all
}

func (f *fake) acknowledged() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return max(0, f.offset-first)
}

// send takes a message as strictly as Telegram does.
func (f *fake) send(w http.ResponseWriter, form url.Values) {
	f.mu.Lock()
	defer f.mu.Unlock()
	m, refuse := f.accept(form)
	if refuse != nil {
		refuse(w)
		return
	}
	if strings.HasPrefix(form.Get("chat_id"), "-") {
		f.outside = append(f.outside, m.text)
		answer(w, map[string]any{"message_id": 1, "date": 1, "chat": map[string]any{"id": -1}})
		return
	}
	if id := form.Get("message_id"); id != "" {
		at := slices.IndexFunc(f.messages, func(m shown) bool { return strconv.Itoa(m.id) == id })
		switch {
		case at < 0:
			refusal(400, "Bad Request: message to edit not found", 0)(w)
			return
		case f.messages[at].text == m.text && f.messages[at].keys == m.keys:
			refusal(400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same", 0)(w)
			return
		}
		m.id = f.messages[at].id
		f.messages[at] = m
	} else {
		m.id = len(f.messages) + 1
		f.messages = append(f.messages, m)
	}
	answer(w, map[string]any{"message_id": m.id, "date": 1, "chat": map[string]any{"id": person, "type": "private"}, "text": m.text})
}

func (f *fake) accept(form url.Values) (shown, func(http.ResponseWriter)) {
	m := shown{text: form.Get("text"), keys: form.Get("reply_markup"), silent: form.Get("disable_notification") == "true"}
	chat := form.Get("chat_id")
	if chat != strconv.Itoa(person) && !strings.HasPrefix(chat, "-") {
		return m, refusal(400, "Bad Request: chat not found", 0)
	}
	if form.Get("parse_mode") == "HTML" {
		text, ok := parse(m.text)
		if !ok || f.plain {
			return m, refusal(400, "Bad Request: can't parse entities: "+m.text, 0)
		}
		m.text = text
	}
	m.text = strings.TrimSpace(m.text)
	switch n := len(utf16.Encode([]rune(m.text))); {
	case n == 0:
		return m, refusal(400, "Bad Request: message text is empty", 0)
	case n > 4096:
		return m, refusal(400, "Bad Request: message is too long", 0)
	}
	if m.keys == "" {
		return m, nil
	}
	var markup tgbotapi.InlineKeyboardMarkup
	if json.Unmarshal([]byte(m.keys), &markup) != nil {
		return m, refusal(400, "Bad Request: can't parse reply keyboard markup JSON object", 0)
	}
	for _, row := range markup.InlineKeyboard {
		for _, b := range row {
			if b.CallbackData == nil || len(*b.CallbackData) < 1 || len(*b.CallbackData) > 64 || b.Text == "" {
				return m, refusal(400, "Bad Request: BUTTON_DATA_INVALID", 0)
			}
		}
		m.button = append(m.button, row...)
	}
	return m, nil
}

// parse takes the markup out that the adapter may use, and nothing else.
func parse(text string) (string, bool) {
	rest := strings.NewReplacer("<b>", "", "</b>", "").Replace(text)
	if strings.ContainsAny(rest, "<>") || strings.Count(text, "<b>") != strings.Count(text, "</b>") {
		return "", false
	}
	for _, piece := range strings.Split(rest, "&")[1:] {
		name, _, ok := strings.Cut(piece, ";")
		if !ok || !slices.Contains([]string{"lt", "gt", "amp", "quot"}, name) {
			return "", false
		}
	}
	return html.UnescapeString(rest), true
}
