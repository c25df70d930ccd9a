package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"unknot/bot"
)

// TokenError says that Telegram does not know the token. It wraps
// bot.ErrRefused.
type TokenError struct {
	Code int
	own  bool // it was asked of a Bot API server of the operator's own
}

func (e *TokenError) Error() string {
	advice := "ask @BotFather for the token of the bot"
	if e.own {
		advice += ", or correct UNKNOT_TELEGRAM_API"
	}
	return fmt.Sprintf("UNKNOT_TELEGRAM_TOKEN is not accepted: Telegram answers with %d; %s", e.Code, advice)
}

// Unwrap returns bot.ErrRefused.
func (*TokenError) Unwrap() error { return bot.ErrRefused }

// Name asks Telegram once for the bot's own name, such as "unknot_bot". It
// fails with a *TokenError when Telegram does not know the token.
func (t *Telegram) Name(ctx context.Context) (string, error) {
	result, err := t.caller.call(ctx, sendLimit, "getMe", nil)
	if said, ok := errors.AsType[*answerError](err); ok && said.badToken() {
		return "", &TokenError{Code: said.code, own: t.caller.elsewhere()}
	}
	if err != nil {
		return "", err
	}
	// A name that cannot be read is only missed in the refusal of groups.
	var me tgbotapi.User
	_ = json.Unmarshal(result, &me)
	return me.UserName, nil
}

// introduce asks for the bot's own name until there is an answer.
func (t *Telegram) introduce(ctx context.Context) (string, error) {
	growing := t.pauses.growing()
	for {
		name, err := t.Name(ctx)
		if err == nil || errors.Is(err, bot.ErrRefused) {
			return name, err
		}
		if !t.rest(ctx, err, growing) {
			return "", ctx.Err()
		}
	}
}
