package telegram

import (
	"errors"
	"fmt"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"unknot/bot"
)

// callError is a call that got no answer. Its cause names no address.
type callError struct {
	method string
	cause  error
	begun  bool // Telegram may have read the request
}

func (e *callError) Error() string { return fmt.Sprintf("telegram: %s: %v", e.method, e.cause) }

func (e *callError) Unwrap() error { return e.cause }

// answerError is a call that Telegram answered with a refusal. What it said is
// looked at but not told: it may quote a message.
type answerError struct {
	method string
	code   int
	wait   time.Duration
	said   string
}

func newAnswerError(method string, e *tgbotapi.Error) *answerError {
	return &answerError{method: method, code: e.Code, wait: time.Duration(e.RetryAfter) * time.Second, said: strings.ToLower(e.Message)}
}

func (e *answerError) Error() string {
	if e.method == "setWebhook" { // nobody's message is in it, and only Telegram knows what is wrong
		return fmt.Sprintf("telegram: %s is answered with %d: %s", e.method, e.code, e.said)
	}
	return fmt.Sprintf("telegram: %s is answered with %d", e.method, e.code)
}

// says reports whether Telegram's words have one of these in them.
func (e *answerError) says(words ...string) bool {
	for _, w := range words {
		if strings.Contains(e.said, w) {
			return true
		}
	}
	return false
}

// The refusals that have no code of their own.
func (e *answerError) notModified() bool { return e.says("message is not modified") }
func (e *answerError) badMarkup() bool   { return e.says("can't parse entities") }
func (e *answerError) webhookSet() bool {
	return e.method == "getUpdates" && e.code == 409 && e.says("webhook is active")
}
func (e *answerError) noMessage() bool {
	return e.says("message to edit not found", "message can't be edited", "message_id_invalid", "there is no text in the message")
}
func (e *answerError) badFileID() bool { return e.says("wrong file identifier", "wrong remote file") }
func (e *answerError) badPhoto() bool {
	return e.says("photo_invalid", "photo_ext_invalid", "photo_save_file_invalid", "image_process_failed", "wrong type of the")
}

// sendError is what an error of a call means for the message. A message that was
// to change can be changed again: done twice it looks the same.
func sendError(err error) *bot.SendError {
	if said, ok := errors.AsType[*answerError](err); ok {
		return said.class()
	}
	if failed, ok := errors.AsType[*callError](err); ok && (!failed.begun || strings.HasPrefix(failed.method, "edit")) {
		return &bot.SendError{Class: bot.SendTemporary, Err: err}
	}
	return &bot.SendError{Class: bot.SendUnknown, Err: err}
}

func (e *answerError) class() *bot.SendError {
	switch {
	case e.wait > 0 || e.code == 429:
		return &bot.SendError{Class: bot.SendWait, Wait: max(e.wait, time.Second), Invalid: true, Err: e}
	case e.code == 403 || e.says("chat not found", "user is deactivated", "peer_id_invalid"):
		return &bot.SendError{Class: bot.SendGone, Invalid: true, Err: e}
	case e.badToken():
		return &bot.SendError{Class: bot.SendTemporary, Invalid: true, Err: e}
	case e.code >= 500:
		return &bot.SendError{Class: bot.SendTemporary, Err: e}
	default:
		return &bot.SendError{Class: bot.SendPermanent, Err: e}
	}
}

// badToken reports whether Telegram does not know the token: it answers with
// 404 to one that never was.
func (e *answerError) badToken() bool { return e.code == 401 || e.code == 404 }
