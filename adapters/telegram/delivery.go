package telegram

import (
	"context"
	"fmt"
	"time"
)

// Delivery asks Telegram once how it delivers updates, and says it in words for
// an operator.
func (t *Telegram) Delivery(ctx context.Context) (string, error) {
	var info webhookInfo
	if err := t.ask(ctx, "getWebhookInfo", nil, &info); err != nil {
		return "", err
	}
	switch {
	case t.hook == nil && info.URL == "":
		return fmt.Sprintf("asked for updates, of which %d wait", info.Pending), nil
	case t.hook == nil:
		return "a webhook is set, which serve removes", nil
	case !info.fits(t.hook):
		return "the webhook is not set yet, which serve does", nil
	case info.FailedAt == 0:
		return fmt.Sprintf("the webhook is set, and %d updates wait", info.Pending), nil
	default:
		at := time.Unix(info.FailedAt, 0).UTC().Format(time.DateTime)
		return fmt.Sprintf("the webhook is set, and %d updates wait; at %s UTC one did not arrive: %s", info.Pending, at, info.Failure), nil
	}
}
