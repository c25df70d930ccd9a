package telegram

import (
	"context"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// webhook is where Telegram delivers updates, instead of being asked for them.
// Path and secret follow from the token, so every replica has the same without
// being told, and a new token makes new ones.
type webhook struct {
	url    string // what Telegram is given: the operator's address, and the path behind it
	path   string // its last part, which nobody else can guess
	secret string // what Telegram puts into the header of every request
	listen string
}

// mostConnections is how many requests Telegram has open at a time.
const mostConnections = 40

// Errors of New about webhooks.
var (
	errWebhook = errors.New("--telegram-webhook (UNKNOT_TELEGRAM_WEBHOOK) is no address that Telegram delivers to: write one such as https://bot.example.org/telegram, on port 443, 80, 88 or 8443")
	errListen  = errors.New("--telegram-listen (UNKNOT_TELEGRAM_LISTEN) is no address to listen on: write one such as 127.0.0.1:8081; it and --telegram-webhook go together")
)

// newWebhook returns nil when Telegram is to be asked.
func newWebhook(o Options) (*webhook, error) {
	if o.Webhook == "" && o.Listen == "" {
		return nil, nil
	}
	if o.Webhook == "" || !listenable(o.Listen) {
		return nil, errListen
	}
	if u, err := url.Parse(o.Webhook); err != nil || !deliverable(u, o.API != "") {
		return nil, errWebhook
	}
	w := &webhook{listen: o.Listen}
	var errs [2]error
	w.path, errs[0] = derive(o.Token, "unknot telegram webhook path")
	w.secret, errs[1] = derive(o.Token, "unknot telegram webhook secret")
	w.url = strings.TrimRight(o.Webhook, "/") + "/" + w.path
	return w, errors.Join(errs[:]...)
}

func listenable(address string) bool {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	n, err := strconv.ParseUint(port, 10, 16)
	return err == nil && n > 0
}

// deliverable reports whether a Bot API server delivers to an address: one of
// the operator's own to any, Telegram only encrypted and to four ports
// (core.telegram.org/bots/api#setwebhook).
func deliverable(u *url.URL, own bool) bool {
	if u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return false
	}
	if own && u.Scheme == "http" {
		return true
	}
	return u.Scheme == "https" && (own || slices.Contains([]string{"", "443", "80", "88", "8443"}, u.Port()))
}

// derive makes a secret of 43 letters, digits, "_" and "-" for one purpose.
func derive(token, purpose string) (string, error) {
	key, err := hkdf.Key(sha256.New, []byte(token), nil, purpose, sha256.Size)
	return base64.RawURLEncoding.EncodeToString(key), err
}

// webhookInfo is what Telegram knows about a webhook.
type webhookInfo struct {
	URL         string   `json:"url"`
	Connections int      `json:"max_connections"`
	Allowed     []string `json:"allowed_updates"`
	Pending     int      `json:"pending_update_count"`
	FailedAt    int64    `json:"last_error_date"`
	Failure     string   `json:"last_error_message"`
}

func (i webhookInfo) fits(w *webhook) bool {
	allowed, _ := json.Marshal(i.Allowed)
	return i.URL == w.url && i.Connections == mostConnections && string(allowed) == kinds
}

// keepWebhook makes Telegram deliver here, and looks now and then whether it
// still does. It ends with ctx, or when Telegram does not know the token.
func (t *Telegram) keepWebhook(ctx context.Context) error {
	growing := t.pauses.growing()
	told := int64(0)
	for ctx.Err() == nil {
		info, err := t.setWebhook(ctx)
		if err != nil {
			if err := t.bear(ctx, err, growing); err != nil {
				return err
			}
			continue
		}
		growing.Reset()
		if info.FailedAt > told {
			told = info.FailedAt
			t.log.WarnContext(ctx, "telegram: an update could not be delivered here", slog.String("why", info.Failure), slog.Int("waiting", info.Pending))
		}
		sleep(ctx, t.pauses.webhook)
	}
	return ctx.Err()
}

// setWebhook tells Telegram where to deliver, unless it knows.
func (t *Telegram) setWebhook(ctx context.Context) (webhookInfo, error) {
	var info webhookInfo
	if err := t.ask(ctx, "getWebhookInfo", nil, &info); err != nil || info.fits(t.hook) {
		return info, err
	}
	err := t.tell(ctx, "setWebhook", tgbotapi.Params{
		"url": t.hook.url, "secret_token": t.hook.secret,
		"max_connections": strconv.Itoa(mostConnections), "allowed_updates": kinds,
	})
	if err != nil {
		return info, fmt.Errorf("tell Telegram the webhook: %w", err)
	}
	t.log.InfoContext(ctx, "telegram: the webhook is set")
	return webhookInfo{}, nil
}

// dropWebhook lets Telegram be asked again. What waits there stays.
func (t *Telegram) dropWebhook(ctx context.Context) {
	t.log.WarnContext(ctx, "telegram: a webhook was set, and is removed, because this process asks for updates")
	if err := t.tell(ctx, "deleteWebhook", nil); err != nil {
		t.log.WarnContext(ctx, "telegram: the webhook is not removed", slog.String("why", err.Error()))
	}
}
