package telegram

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"unknot/bot"
)

// Options says which bot on Telegram this is.
type Options struct {
	Token     string            // what @BotFather gave
	API       string            // another address than DefaultAPI, for a Bot API server of one's own
	Log       *slog.Logger      // nil logs nothing; it never gets the token, nor what was written or sent
	Transport http.RoundTripper // nil for a transport of our own

	// Webhook is the public address that Telegram delivers updates to, and
	// Listen the one where they arrive, behind a proxy of the operator's. Both
	// empty: Telegram is asked. Any number of processes may have a webhook.
	Webhook string
	Listen  string

	Introductions []bot.Introduction // how the bot presents itself; none leaves what is there
}

// DefaultAPI is Telegram's own address.
const DefaultAPI = "https://api.telegram.org"

// Telegram is the bot's adapter for Telegram. Send is safe for use by many
// goroutines; Run is called by one at a time.
type Telegram struct {
	caller     caller
	log        *slog.Logger
	hook       *webhook // nil: Telegram is asked
	refused    groups
	strangers  atomic.Int64
	unreadable atomic.Int64
	files      uploaded
	floods     floods
	pauses     pauses

	introductions []bot.Introduction
}

var _ bot.Adapter = (*Telegram)(nil)

// Errors of New. None tells the value: it may be the token.
var (
	errToken = errors.New("UNKNOT_TELEGRAM_TOKEN is no token: copy the whole line that @BotFather gave, such as 123456:ABC-def")
	errAPI   = errors.New("--telegram-api (UNKNOT_TELEGRAM_API) is no address: write one such as " + DefaultAPI)
)

// New returns an adapter. It makes no call: Run does.
func New(o Options) (*Telegram, error) {
	if !regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]+$`).MatchString(o.Token) {
		return nil, errToken
	}
	endpoint, err := endpoint(o.API)
	if err != nil {
		return nil, err
	}
	hook, err := newWebhook(o)
	if err != nil {
		return nil, err
	}
	log := o.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Telegram{
		caller: caller{token: o.Token, endpoint: endpoint, client: newClient(o.Transport)},
		log:    log,
		hook:   hook,
		pauses: usualPauses(),

		introductions: o.Introductions,
	}, nil
}

// endpoint returns the pattern that the library makes an address of.
func endpoint(api string) (string, error) {
	if api == "" {
		api = DefaultAPI
	}
	u, err := url.Parse(api)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return "", errAPI
	}
	return strings.ReplaceAll(strings.TrimRight(api, "/"), "%", "%%") + "/bot%s/%s", nil
}

// What Telegram bears. It publishes no exact numbers: "about 30 messages per
// second" is what core.telegram.org/bots/faq says of sending to many.
const (
	maxText     = 4096 // in UTF-16 units, after the markup is taken out
	ratePerSec  = 30
	forAnswers  = 5
	burst       = 2
	rateSlack   = 250 * time.Millisecond
	platformsID = "telegram"
)

// Capabilities implements bot.Sender. A message sent twice arrives twice:
// Telegram knows no key to tell them by.
func (t *Telegram) Capabilities() bot.Capabilities {
	return bot.Capabilities{
		Name: platformsID, MaxText: maxText, Buttons: true, Edit: true, Files: true, Pictures: true,
		Limit: bot.Limit{Rate: ratePerSec, Answers: forAnswers, Burst: burst, Slack: rateSlack},
	}
}

// Run implements bot.Adapter. It ends with the context, or with a *TokenError
// when Telegram does not know the token. Everything else is tried again.
func (t *Telegram) Run(ctx context.Context, h bot.Handler) error {
	defer t.caller.client.CloseIdleConnections()
	name, err := t.introduce(ctx)
	if err != nil {
		return err
	}
	var side sync.WaitGroup
	defer side.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	side.Go(func() { t.present(ctx) })
	t.log.InfoContext(ctx, "telegram: receiving")
	if t.hook != nil {
		return t.listen(ctx, h, name)
	}
	return t.poll(ctx, newIntake(t, h, name))
}
