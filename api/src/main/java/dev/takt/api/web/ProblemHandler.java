package dev.takt.api.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers every exception with a problem, never with a page or a stack trace. */
@Hidden
@Controller
@ControllerAdvice
class ProblemHandler implements ErrorController {

  @ExceptionHandler(Exception.class)
  void handle(Exception thrown, HttpServletResponse response) throws IOException {
    ProblemWriter.write(response, thrown);
  }

  /** What the servlet container refuses by itself. */
  @Public
  @RequestMapping("/error")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : 404;
    Problem problem =
        switch (status) {
          case 404 -> Problem.notFound("there is nothing at this address");
          case 400 -> Problem.of(400, "unreadable", "the request cannot be read");
          default ->
              Problem.of(
                  status, status < 500 ? "refused" : "internal", "the request cannot be served");
        };
    ProblemWriter.write(response, problem);
  }
}
