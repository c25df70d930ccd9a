package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"strconv"
	"time"

	"github.com/cenkalti/backoff/v5"
	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// pauses are how long the adapter waits when something is not as it should be.
type pauses struct {
	first, most time.Duration // between attempts: the network, the store
	conflict    time.Duration // when somebody else polls with this token
	webhook     time.Duration // until it is looked at again
}

func usualPauses() pauses {
	return pauses{first: 100 * time.Millisecond, most: 5 * time.Second, conflict: 15 * time.Second, webhook: 5 * time.Minute}
}

func (p pauses) growing() *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.MaxInterval = p.first, p.most
	return b
}

// kinds is what is asked for. It is said on every poll: left out, it would be
// whatever the poll before said, also that of another program.
const kinds = `["message","edited_message","callback_query","my_chat_member"]`

// poll asks for updates until ctx ends or the token is withdrawn, and then
// waits for what is at work.
func (t *Telegram) poll(ctx context.Context, in *intake) error {
	defer in.wait()
	growing, idle := t.pauses.growing(), t.pauses.growing()
	for ctx.Err() == nil {
		batch, err := t.updates(ctx, in)
		if err != nil {
			if err := t.bear(ctx, err, growing); err != nil {
				return err
			}
			continue
		}
		growing.Reset()
		if in.take(ctx, batch) > 0 {
			idle.Reset()
		}
		in.settle(ctx, idle)
	}
	return ctx.Err()
}

// updates asks for what there is. While something is unfinished Telegram would
// give that again at once, so it is only then that a poll waits for news.
func (t *Telegram) updates(ctx context.Context, in *intake) ([]json.RawMessage, error) {
	offset, busy := in.offset()
	wait := pollTime
	if busy {
		wait = 0
	}
	result, err := t.caller.call(ctx, pollLimit, "getUpdates", tgbotapi.Params{
		"offset": strconv.Itoa(offset), "limit": "100",
		"timeout": strconv.Itoa(int(wait / time.Second)), "allowed_updates": kinds,
	})
	if err != nil {
		return nil, err
	}
	var batch []json.RawMessage
	if err := json.Unmarshal(result, &batch); err != nil {
		return nil, &callError{method: "getUpdates", cause: errAnswer}
	}
	return batch, nil
}

var errAnswer = errors.New("the answer cannot be read")

// bear does what a call that failed asks for, and pauses. It fails when
// Telegram does not know the token any more, and says so twice: once alone it
// may be a proxy's word.
func (t *Telegram) bear(ctx context.Context, err error, growing *backoff.ExponentialBackOff) error {
	said, _ := errors.AsType[*answerError](err)
	if said != nil && said.webhookSet() {
		t.dropWebhook(ctx)
	}
	if t.rest(ctx, err, growing) && said != nil && said.badToken() {
		_, err := t.introduce(ctx)
		return err
	}
	return nil
}

// rest pauses after a call that failed, and says whether ctx still lives.
func (t *Telegram) rest(ctx context.Context, err error, growing *backoff.ExponentialBackOff) bool {
	pause := growing.NextBackOff()
	if said, ok := errors.AsType[*answerError](err); ok {
		switch {
		case said.wait > 0:
			pause = said.wait
		case said.code == 409 && !said.webhookSet():
			pause = t.pauses.conflict
			t.log.WarnContext(ctx, "telegram: another process polls with this token")
		}
	}
	if ctx.Err() != nil {
		return false
	}
	t.log.WarnContext(ctx, "telegram: asking again", slog.Duration("in", pause), slog.String("why", err.Error()))
	return sleep(ctx, pause)
}

// sleep waits, and says whether ctx still lives.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
