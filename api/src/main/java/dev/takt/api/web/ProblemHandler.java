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

/** The answer to every exception: a problem, never a page or a stack trace. */
@Hidden
@Controller
@ControllerAdvice
class ProblemHandler implements ErrorController {

  @ExceptionHandler(Exception.class)
  void handle(Exception thrown, HttpServletResponse response) throws IOException {
    Problems.of(thrown).writeTo(response);
  }

  /** What the servlet container refuses by itself. */
  @Public
  @RequestMapping("/error")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = code instanceof Integer number ? number : 404;
    Problem problem =
        switch (status) {
          case 400 -> Problem.of(400, "unreadable", "the request cannot be read");
          case 404 -> Problem.notFound("there is nothing at this address");
          default ->
              Problem.of(
                  status, status < 500 ? "refused" : "internal", "the request cannot be served");
        };
    problem.writeTo(response);
  }
}
